-- migrate:up
CREATE TABLE sub_system (
  system_code VARCHAR(191) NOT NULL PRIMARY KEY,
  name VARCHAR(191) NOT NULL,
  description LONGTEXT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  created_by VARCHAR(255) NOT NULL,
  UNIQUE KEY sub_system_name (name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE sub_system_nonce (
  system_code VARCHAR(191) NOT NULL,
  nonce_hash VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  used_at DATETIME(3) NOT NULL,
  PRIMARY KEY (system_code, nonce_hash),
  KEY sub_system_nonce_used_at (used_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE sub_system_nonce;
DROP TABLE sub_system;
