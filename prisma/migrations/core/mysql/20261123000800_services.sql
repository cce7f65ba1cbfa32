-- migrate:up
CREATE TABLE service (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name VARCHAR(700) NOT NULL,
  package_name VARCHAR(128) NOT NULL,
  package_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plugin_name VARCHAR(255) NOT NULL,
  registration VARCHAR(255) NOT NULL,
  action VARCHAR(255) NOT NULL,
  target_entity VARCHAR(400),
  target_chosen TINYINT(1) NOT NULL,
  enabled TINYINT(1) NOT NULL,
  enabled_chosen TINYINT(1) NOT NULL,
  idempotency VARCHAR(128) NOT NULL,
  idempotency_chosen TINYINT(1) NOT NULL,
  path VARCHAR(1024) NOT NULL,
  http_method VARCHAR(128) NOT NULL,
  type VARCHAR(128) NOT NULL,
  inputs LONGTEXT NOT NULL,
  outputs LONGTEXT NOT NULL,
  retired TINYINT(1) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  row_version INT NOT NULL,
  UNIQUE KEY service_name (name),
  KEY service_package_id (package_id),
  KEY service_package_name (package_name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE service;
