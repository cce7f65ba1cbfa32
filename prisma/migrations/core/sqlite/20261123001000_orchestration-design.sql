-- migrate:up
CREATE TABLE definition (
  id TEXT NOT NULL PRIMARY KEY,
  definition_key TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  root_entity TEXT NOT NULL,
  nodes TEXT NOT NULL,
  links TEXT NOT NULL,
  latest BOOLEAN NOT NULL,
  draft_key TEXT,
  create_request TEXT,
  created_by TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at DATETIME NOT NULL,
  deployed_at DATETIME,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX definition_key_version ON definition (definition_key, version);
CREATE UNIQUE INDEX definition_draft_key ON definition (draft_key);
CREATE UNIQUE INDEX definition_create_request ON definition (create_request);
CREATE INDEX definition_name ON definition (name, id);
CREATE INDEX definition_updated_at ON definition (updated_at, id);

CREATE TABLE definition_service (
  definition_id TEXT NOT NULL,
  service TEXT NOT NULL,
  package_name TEXT NOT NULL,
  PRIMARY KEY (definition_id, service)
);
CREATE INDEX definition_service_package ON definition_service (package_name);

-- migrate:down
DROP TABLE definition_service;
DROP TABLE definition;
