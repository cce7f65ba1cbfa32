-- migrate:up
CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY,
  definition_id TEXT NOT NULL,
  definition_key TEXT NOT NULL,
  definition_name TEXT NOT NULL,
  definition_version INTEGER NOT NULL,
  root_entity TEXT NOT NULL,
  root_object_id TEXT NOT NULL,
  root_object_name TEXT NOT NULL,
  status TEXT NOT NULL,
  status_version INTEGER NOT NULL,
  version INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  owner TEXT NOT NULL,
  node_total INTEGER NOT NULL,
  needs_attention BOOLEAN NOT NULL,
  started_by TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  start_key TEXT
);
CREATE UNIQUE INDEX run_start_key ON run (start_key);
CREATE INDEX run_started_at ON run (started_at, id);
CREATE INDEX run_status ON run (status, started_at);
CREATE INDEX run_definition_key ON run (definition_key, started_at);
CREATE INDEX run_root_object ON run (root_object_id, started_at);
CREATE INDEX run_started_by ON run (started_by, started_at);
CREATE INDEX run_needs_attention ON run (needs_attention, started_at);

CREATE TABLE node_run (
  run_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  status TEXT NOT NULL,
  version INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  bound_rows TEXT,
  started_at BIGINT,
  ended_at BIGINT,
  error_code TEXT,
  error_message TEXT,
  PRIMARY KEY (run_id, node_id)
);

CREATE TABLE attempt (
  request_id TEXT NOT NULL PRIMARY KEY,
  run_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  status TEXT NOT NULL,
  idempotency TEXT NOT NULL,
  resent INTEGER NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  due_at BIGINT NOT NULL,
  request TEXT NOT NULL,
  outputs TEXT,
  result_code TEXT,
  error_message TEXT,
  instance TEXT
);

CREATE TABLE run_event (
  run_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  at BIGINT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (run_id, version)
);

CREATE TABLE run_owner (
  id TEXT NOT NULL PRIMARY KEY,
  instance TEXT NOT NULL,
  lease_until BIGINT NOT NULL
);
CREATE INDEX run_owner_instance ON run_owner (instance);

-- migrate:down
DROP TABLE run_owner;
DROP TABLE run_event;
DROP TABLE attempt;
DROP TABLE node_run;
DROP TABLE run;
