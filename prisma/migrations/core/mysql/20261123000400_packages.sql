-- migrate:up
CREATE TABLE package (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name VARCHAR(128) NOT NULL,
  version VARCHAR(128) NOT NULL,
  status VARCHAR(128) NOT NULL,
  active_name VARCHAR(128),
  digest VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  size_bytes DOUBLE NOT NULL,
  manifest_xml LONGTEXT NOT NULL,
  uploaded_at DATETIME(3) NOT NULL,
  uploaded_by VARCHAR(255) NOT NULL,
  registered_at DATETIME(3),
  decommissioned_at DATETIME(3),
  composition_error LONGTEXT,
  row_version INT NOT NULL,
  UNIQUE KEY package_active_name (active_name),
  UNIQUE KEY package_name_version (name, version),
  KEY package_uploaded_at_id (uploaded_at, id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE package_upload_claim (
  name VARCHAR(128) NOT NULL,
  version VARCHAR(128) NOT NULL,
  upload_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (name, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE package_upload_claim;
DROP TABLE package;
