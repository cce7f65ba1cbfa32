-- migrate:up
ALTER TABLE instance ADD COLUMN host_restarts INTEGER NOT NULL DEFAULT 0;
CREATE TABLE instance_command (
  id TEXT NOT NULL PRIMARY KEY,
  instance_id TEXT NOT NULL,
  line TEXT NOT NULL,
  status TEXT NOT NULL,
  exit_code INTEGER,
  output TEXT NOT NULL,
  cut BOOLEAN NOT NULL DEFAULT false,
  started_by TEXT NOT NULL,
  started_at DATETIME NOT NULL,
  ended_at DATETIME,
  owner TEXT NOT NULL,
  row_version INTEGER NOT NULL
);
CREATE INDEX instance_command_instance_id ON instance_command (instance_id);
CREATE INDEX instance_command_status ON instance_command (status);
CREATE TABLE launch_grant (
  package_name TEXT NOT NULL,
  demand TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_at DATETIME NOT NULL,
  PRIMARY KEY (package_name, demand)
);

-- migrate:down
DROP TABLE launch_grant;
DROP TABLE instance_command;
ALTER TABLE instance DROP COLUMN host_restarts;
