-- migrate:up
CREATE TABLE definition (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  definition_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(255) NOT NULL,
  description LONGTEXT NOT NULL,
  version INT NOT NULL,
  status VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  root_entity LONGTEXT NOT NULL,
  nodes LONGTEXT NOT NULL,
  links LONGTEXT NOT NULL,
  latest TINYINT(1) NOT NULL,
  draft_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  create_request VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  created_by VARCHAR(255) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  updated_by VARCHAR(255) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  deployed_at DATETIME(3),
  row_version INT NOT NULL,
  UNIQUE KEY definition_key_version (definition_key, version),
  UNIQUE KEY definition_draft_key (draft_key),
  UNIQUE KEY definition_create_request (create_request),
  KEY definition_name (name, id),
  KEY definition_updated_at (updated_at, id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE definition_service (
  definition_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  service VARCHAR(512) NOT NULL,
  package_name VARCHAR(255) NOT NULL,
  PRIMARY KEY (definition_id, service),
  KEY definition_service_package (package_name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE definition_service;
DROP TABLE definition;
