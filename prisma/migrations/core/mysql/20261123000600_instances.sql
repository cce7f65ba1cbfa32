-- migrate:up
CREATE TABLE instance (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  package_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  package_name VARCHAR(191) NOT NULL,
  package_version VARCHAR(64) NOT NULL,
  name VARCHAR(255) NOT NULL,
  host_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address VARCHAR(255) NOT NULL,
  port INT,
  status VARCHAR(32) NOT NULL,
  desired VARCHAR(32) NOT NULL,
  error LONGTEXT,
  launched_at DATETIME(3) NOT NULL,
  launched_by VARCHAR(255) NOT NULL,
  healthy_at DATETIME(3),
  idempotency_key VARCHAR(191),
  launches INT NOT NULL,
  next_launch_at DATETIME(3),
  owner VARCHAR(191),
  lease_until BIGINT,
  row_version INT NOT NULL,
  UNIQUE KEY instance_idempotency_key (idempotency_key),
  KEY instance_package (package_id),
  KEY instance_package_name_status (package_name, status),
  KEY instance_status (status)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE launch_step (
  instance_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position INT NOT NULL,
  `key` VARCHAR(32) NOT NULL,
  status VARCHAR(32) NOT NULL,
  detail LONGTEXT,
  undo_en LONGTEXT,
  undo_zh LONGTEXT,
  started_at DATETIME(3),
  ended_at DATETIME(3),
  PRIMARY KEY (instance_id, position)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE plugin_identity (
  package_name VARCHAR(191) NOT NULL PRIMARY KEY,
  system_code VARCHAR(191) NOT NULL,
  public_key LONGTEXT NOT NULL,
  sealed_private_key LONGTEXT NOT NULL,
  sealed_signing_key LONGTEXT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY plugin_identity_system_code (system_code)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE plugin_identity;
DROP TABLE launch_step;
DROP TABLE instance;
