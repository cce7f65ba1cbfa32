-- migrate:up
CREATE TABLE instance (
  id TEXT NOT NULL PRIMARY KEY,
  package_id TEXT NOT NULL,
  package_name TEXT NOT NULL,
  package_version TEXT NOT NULL,
  name TEXT NOT NULL,
  host_id TEXT NOT NULL,
  address TEXT NOT NULL,
  port INTEGER,
  status TEXT NOT NULL,
  desired TEXT NOT NULL,
  error TEXT,
  launched_at DATETIME NOT NULL,
  launched_by TEXT NOT NULL,
  healthy_at DATETIME,
  idempotency_key TEXT,
  launches INTEGER NOT NULL,
  next_launch_at DATETIME,
  owner TEXT,
  lease_until BIGINT,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX instance_idempotency_key ON instance (idempotency_key);
CREATE INDEX instance_package ON instance (package_id);
CREATE INDEX instance_package_name_status ON instance (package_name, status);
CREATE INDEX instance_status ON instance (status);

CREATE TABLE launch_step (
  instance_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  status TEXT NOT NULL,
  detail TEXT,
  undo_en TEXT,
  undo_zh TEXT,
  started_at DATETIME,
  ended_at DATETIME,
  PRIMARY KEY (instance_id, position)
);

CREATE TABLE plugin_identity (
  package_name TEXT NOT NULL PRIMARY KEY,
  system_code TEXT NOT NULL,
  public_key TEXT NOT NULL,
  sealed_private_key TEXT NOT NULL,
  sealed_signing_key TEXT NOT NULL,
  created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX plugin_identity_system_code ON plugin_identity (system_code);

-- migrate:down
DROP TABLE plugin_identity;
DROP TABLE launch_step;
DROP TABLE instance;
