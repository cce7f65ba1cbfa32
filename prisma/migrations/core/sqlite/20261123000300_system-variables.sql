-- migrate:up
CREATE TABLE system_variable (
  id TEXT NOT NULL PRIMARY KEY,
  package_name TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  default_value TEXT,
  value TEXT,
  secret BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  updated_at DATETIME NOT NULL,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX system_variable_package_name_name ON system_variable (package_name, name);
CREATE INDEX system_variable_name ON system_variable (name);

-- migrate:down
DROP TABLE system_variable;
