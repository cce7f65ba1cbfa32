-- migrate:up
CREATE TABLE package (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL,
  active_name TEXT,
  digest TEXT NOT NULL,
  size_bytes REAL NOT NULL,
  manifest_xml TEXT NOT NULL,
  uploaded_at DATETIME NOT NULL,
  uploaded_by TEXT NOT NULL,
  registered_at DATETIME,
  decommissioned_at DATETIME,
  composition_error TEXT,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX package_active_name ON package (active_name);
CREATE UNIQUE INDEX package_name_version ON package (name, version);
CREATE INDEX package_uploaded_at_id ON package (uploaded_at, id);

CREATE TABLE package_upload_claim (
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  upload_id TEXT NOT NULL,
  expires_at DATETIME NOT NULL,
  PRIMARY KEY (name, version)
);

-- migrate:down
DROP TABLE package_upload_claim;
DROP TABLE package;
