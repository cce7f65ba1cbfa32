-- migrate:up
ALTER TABLE instance ADD COLUMN host_restarts INT NOT NULL DEFAULT 0;
CREATE TABLE instance_command (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  instance_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line LONGTEXT NOT NULL,
  status VARCHAR(32) NOT NULL,
  exit_code INT,
  output LONGTEXT NOT NULL,
  cut BOOLEAN NOT NULL DEFAULT false,
  started_by VARCHAR(255) NOT NULL,
  started_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3),
  owner VARCHAR(255) NOT NULL,
  row_version INT NOT NULL,
  KEY instance_command_instance_id (instance_id),
  KEY instance_command_status (status)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE launch_grant (
  package_name VARCHAR(128) NOT NULL,
  demand VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  granted_by VARCHAR(255) NOT NULL,
  granted_at DATETIME(3) NOT NULL,
  PRIMARY KEY (package_name, demand)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE launch_grant;
DROP TABLE instance_command;
ALTER TABLE instance DROP COLUMN host_restarts;
