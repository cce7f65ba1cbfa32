-- migrate:up
CREATE TABLE service_registration (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  package_name VARCHAR(128) NOT NULL,
  package_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plugin_name VARCHAR(255) NOT NULL,
  name VARCHAR(255) NOT NULL,
  title VARCHAR(700) NOT NULL,
  target_entity VARCHAR(400),
  target_filter LONGTEXT NOT NULL,
  status VARCHAR(32) NOT NULL,
  origin VARCHAR(32) NOT NULL,
  objects LONGTEXT NOT NULL,
  chosen LONGTEXT NOT NULL,
  retired TINYINT(1) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  updated_by VARCHAR(255) NOT NULL,
  row_version INT NOT NULL,
  UNIQUE KEY service_registration_title (title),
  KEY service_registration_package_name (package_name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE service_registration_role (
  registration_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  permission VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role VARCHAR(255) NOT NULL,
  PRIMARY KEY (registration_id, permission, role)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE service_snapshot (
  package_name VARCHAR(128) NOT NULL,
  version VARCHAR(128) NOT NULL,
  content LONGTEXT NOT NULL,
  taken_at DATETIME(3) NOT NULL,
  PRIMARY KEY (package_name, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
ALTER TABLE service ADD COLUMN registration_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN filter_rule LONGTEXT NOT NULL DEFAULT ('');
ALTER TABLE service ADD COLUMN description LONGTEXT NOT NULL DEFAULT ('');
ALTER TABLE service ADD COLUMN is_async TINYINT(1) NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN switched_off TINYINT(1) NOT NULL DEFAULT 0;
ALTER TABLE service ADD KEY service_registration_id (registration_id);
UPDATE service SET switched_off = 1 WHERE enabled_chosen = 1 AND enabled = 0;

-- migrate:down
ALTER TABLE service DROP KEY service_registration_id;
ALTER TABLE service DROP COLUMN switched_off;
ALTER TABLE service DROP COLUMN is_async;
ALTER TABLE service DROP COLUMN description;
ALTER TABLE service DROP COLUMN filter_rule;
ALTER TABLE service DROP COLUMN registration_id;
DROP TABLE service_snapshot;
DROP TABLE service_registration_role;
DROP TABLE service_registration;
