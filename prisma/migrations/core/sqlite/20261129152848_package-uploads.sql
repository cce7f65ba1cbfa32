-- migrate:up
CREATE TABLE package_upload (
  id TEXT NOT NULL PRIMARY KEY,
  file_name TEXT NOT NULL,
  size_bytes REAL NOT NULL,
  status TEXT NOT NULL,
  done_bytes REAL NOT NULL,
  total_bytes REAL NOT NULL,
  package_name TEXT,
  package_version TEXT,
  package_id TEXT,
  problems TEXT,
  holder TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  started_at DATETIME NOT NULL,
  changed_at DATETIME NOT NULL,
  row_version INTEGER NOT NULL
);
CREATE INDEX package_upload_status ON package_upload (status);

-- migrate:down
DROP TABLE package_upload;
