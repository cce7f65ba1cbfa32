-- migrate:up
CREATE TABLE package_database (
  schema_name TEXT NOT NULL PRIMARY KEY,
  package_name TEXT NOT NULL,
  user_name TEXT NOT NULL,
  sealed_password TEXT NOT NULL,
  version TEXT NOT NULL,
  position TEXT,
  created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX package_database_package_name ON package_database (package_name);

-- migrate:down
DROP TABLE package_database;
