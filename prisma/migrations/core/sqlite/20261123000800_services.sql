-- migrate:up
CREATE TABLE service (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  package_name TEXT NOT NULL,
  package_id TEXT NOT NULL,
  plugin_name TEXT NOT NULL,
  registration TEXT NOT NULL,
  action TEXT NOT NULL,
  target_entity TEXT,
  target_chosen BOOLEAN NOT NULL,
  enabled BOOLEAN NOT NULL,
  enabled_chosen BOOLEAN NOT NULL,
  idempotency TEXT NOT NULL,
  idempotency_chosen BOOLEAN NOT NULL,
  path TEXT NOT NULL,
  http_method TEXT NOT NULL,
  type TEXT NOT NULL,
  inputs TEXT NOT NULL,
  outputs TEXT NOT NULL,
  retired BOOLEAN NOT NULL,
  updated_at DATETIME NOT NULL,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX service_name ON service (name);
CREATE INDEX service_package_id ON service (package_id);
CREATE INDEX service_package_name ON service (package_name);

-- migrate:down
DROP TABLE service;
