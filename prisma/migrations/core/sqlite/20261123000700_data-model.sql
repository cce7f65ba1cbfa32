-- migrate:up
CREATE TABLE data_model (
  package_name TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  dynamic BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL,
  synced_at DATETIME
);

CREATE TABLE data_model_version (
  package_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  origin TEXT NOT NULL,
  entities TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  PRIMARY KEY (package_name, version)
);

-- migrate:down
DROP TABLE data_model_version;
DROP TABLE data_model;
