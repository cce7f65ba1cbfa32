-- migrate:up
ALTER TABLE instance ADD COLUMN ports TEXT;
ALTER TABLE instance ADD COLUMN needs TEXT;
ALTER TABLE instance ADD COLUMN placement TEXT;
ALTER TABLE instance ADD COLUMN placement_text TEXT;
ALTER TABLE instance ADD COLUMN traffic TEXT NOT NULL DEFAULT 'ON';
ALTER TABLE instance ADD COLUMN restarts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE instance ADD COLUMN replaces TEXT;
ALTER TABLE instance ADD COLUMN upgrade_id TEXT;
ALTER TABLE instance ADD COLUMN host_lost_at DATETIME;
ALTER TABLE instance ADD COLUMN removal TEXT;
ALTER TABLE launch_step ADD COLUMN makes BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE launch_step ADD COLUMN log TEXT;

CREATE TABLE rolling_upgrade (
  id TEXT NOT NULL PRIMARY KEY,
  package_name TEXT NOT NULL,
  open_name TEXT,
  to_package_id TEXT NOT NULL,
  to_version TEXT NOT NULL,
  from_version TEXT NOT NULL,
  status TEXT NOT NULL,
  plan TEXT NOT NULL,
  reason TEXT,
  reason_text TEXT,
  since DATETIME NOT NULL,
  started_at DATETIME NOT NULL,
  started_by TEXT NOT NULL,
  ended_at DATETIME,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX rolling_upgrade_open_name ON rolling_upgrade (open_name);
CREATE INDEX rolling_upgrade_package_name ON rolling_upgrade (package_name);

-- migrate:down
DROP TABLE rolling_upgrade;
ALTER TABLE launch_step DROP COLUMN log;
ALTER TABLE launch_step DROP COLUMN makes;
ALTER TABLE instance DROP COLUMN removal;
ALTER TABLE instance DROP COLUMN host_lost_at;
ALTER TABLE instance DROP COLUMN upgrade_id;
ALTER TABLE instance DROP COLUMN replaces;
ALTER TABLE instance DROP COLUMN restarts;
ALTER TABLE instance DROP COLUMN traffic;
ALTER TABLE instance DROP COLUMN placement_text;
ALTER TABLE instance DROP COLUMN placement;
ALTER TABLE instance DROP COLUMN needs;
ALTER TABLE instance DROP COLUMN ports;
