-- migrate:up
CREATE TABLE package_database (
  schema_name VARCHAR(64) NOT NULL PRIMARY KEY,
  package_name VARCHAR(128) NOT NULL,
  user_name VARCHAR(64) NOT NULL,
  sealed_password LONGTEXT NOT NULL,
  version VARCHAR(64) NOT NULL,
  position LONGTEXT,
  created_at DATETIME(3) NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX package_database_package_name ON package_database (package_name);

-- migrate:down
DROP TABLE package_database;
