-- migrate:up
CREATE TABLE data_model (
  package_name VARCHAR(128) NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  dynamic TINYINT(1) NOT NULL,
  active TINYINT(1) NOT NULL,
  synced_at DATETIME(3)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE data_model_version (
  package_name VARCHAR(128) NOT NULL,
  version INT NOT NULL,
  origin VARCHAR(128) NOT NULL,
  entities LONGTEXT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (package_name, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE data_model_version;
DROP TABLE data_model;
