-- migrate:up
CREATE TABLE package_upload (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  file_name VARCHAR(255) NOT NULL,
  size_bytes DOUBLE NOT NULL,
  status VARCHAR(32) NOT NULL,
  done_bytes DOUBLE NOT NULL,
  total_bytes DOUBLE NOT NULL,
  package_name VARCHAR(128),
  package_version VARCHAR(128),
  package_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  problems LONGTEXT,
  holder VARCHAR(512) NOT NULL,
  owner_id VARCHAR(128) NOT NULL,
  owner_name VARCHAR(255) NOT NULL,
  started_at DATETIME(3) NOT NULL,
  changed_at DATETIME(3) NOT NULL,
  row_version INT NOT NULL,
  KEY package_upload_status (status)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE package_upload;
