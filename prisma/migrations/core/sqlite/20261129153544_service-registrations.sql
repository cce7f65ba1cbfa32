-- migrate:up
CREATE TABLE service_registration (
  id TEXT NOT NULL PRIMARY KEY,
  package_name TEXT NOT NULL,
  package_id TEXT NOT NULL,
  plugin_name TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  target_entity TEXT,
  target_filter TEXT NOT NULL,
  status TEXT NOT NULL,
  origin TEXT NOT NULL,
  objects TEXT NOT NULL,
  chosen TEXT NOT NULL,
  retired BOOLEAN NOT NULL,
  updated_at DATETIME NOT NULL,
  updated_by TEXT NOT NULL,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX service_registration_title ON service_registration (title);
CREATE INDEX service_registration_package_name ON service_registration (package_name);
CREATE TABLE service_registration_role (
  registration_id TEXT NOT NULL,
  permission TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (registration_id, permission, role)
);
CREATE TABLE service_snapshot (
  package_name TEXT NOT NULL,
  version TEXT NOT NULL,
  content TEXT NOT NULL,
  taken_at DATETIME NOT NULL,
  PRIMARY KEY (package_name, version)
);
ALTER TABLE service ADD COLUMN registration_id TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN filter_rule TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN is_async BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN switched_off BOOLEAN NOT NULL DEFAULT 0;
CREATE INDEX service_registration_id ON service (registration_id);
UPDATE service SET switched_off = 1 WHERE enabled_chosen = 1 AND enabled = 0;

-- migrate:down
DROP INDEX service_registration_id;
ALTER TABLE service DROP COLUMN switched_off;
ALTER TABLE service DROP COLUMN is_async;
ALTER TABLE service DROP COLUMN description;
ALTER TABLE service DROP COLUMN filter_rule;
ALTER TABLE service DROP COLUMN registration_id;
DROP TABLE service_snapshot;
DROP TABLE service_registration_role;
DROP TABLE service_registration;
