-- migrate:up
CREATE TABLE resource_server (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  kind VARCHAR(32) NOT NULL,
  name VARCHAR(191) NOT NULL,
  address VARCHAR(255) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY resource_server_name (name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE host_port (
  host_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  port INT NOT NULL,
  instance_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reserved_at DATETIME(3) NOT NULL,
  PRIMARY KEY (host_id, port),
  KEY host_port_instance (instance_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE host_port;
DROP TABLE resource_server;
