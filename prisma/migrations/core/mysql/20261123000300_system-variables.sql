-- migrate:up
CREATE TABLE system_variable (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  package_name VARCHAR(128) NOT NULL,
  name VARCHAR(255) NOT NULL,
  scope VARCHAR(128) NOT NULL,
  default_value LONGTEXT,
  value LONGTEXT,
  secret TINYINT(1) NOT NULL,
  source VARCHAR(255) NOT NULL,
  active TINYINT(1) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  row_version INT NOT NULL,
  UNIQUE KEY system_variable_package_name_name (package_name, name),
  KEY system_variable_name (name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE system_variable;
