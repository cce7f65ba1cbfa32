-- migrate:up
CREATE TABLE proxy_account (
  package_name VARCHAR(128) NOT NULL PRIMARY KEY,
  sealed_password LONGTEXT NOT NULL,
  created_at DATETIME(3) NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE proxy_domain (
  package_name VARCHAR(128) NOT NULL,
  domain VARCHAR(255) NOT NULL,
  origin VARCHAR(255) NOT NULL,
  added_at DATETIME(3) NOT NULL,
  added_by VARCHAR(255) NOT NULL,
  PRIMARY KEY (package_name, domain)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE proxy_domain;
DROP TABLE proxy_account;
