-- migrate:up
ALTER TABLE instance ADD COLUMN ports LONGTEXT;
ALTER TABLE instance ADD COLUMN needs LONGTEXT;
ALTER TABLE instance ADD COLUMN placement LONGTEXT;
ALTER TABLE instance ADD COLUMN placement_text LONGTEXT;
ALTER TABLE instance ADD COLUMN traffic VARCHAR(32) NOT NULL DEFAULT 'ON';
ALTER TABLE instance ADD COLUMN restarts INT NOT NULL DEFAULT 0;
ALTER TABLE instance ADD COLUMN replaces VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE instance ADD COLUMN upgrade_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin;
ALTER TABLE instance ADD COLUMN host_lost_at DATETIME(3);
ALTER TABLE instance ADD COLUMN removal LONGTEXT;
ALTER TABLE launch_step ADD COLUMN makes BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE launch_step ADD COLUMN log LONGTEXT;

CREATE TABLE rolling_upgrade (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  package_name VARCHAR(191) NOT NULL,
  open_name VARCHAR(191),
  to_package_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_version VARCHAR(64) NOT NULL,
  from_version VARCHAR(64) NOT NULL,
  status VARCHAR(32) NOT NULL,
  plan LONGTEXT NOT NULL,
  reason LONGTEXT,
  reason_text LONGTEXT,
  since DATETIME(3) NOT NULL,
  started_at DATETIME(3) NOT NULL,
  started_by VARCHAR(255) NOT NULL,
  ended_at DATETIME(3),
  row_version INT NOT NULL,
  UNIQUE KEY rolling_upgrade_open_name (open_name),
  KEY rolling_upgrade_package_name (package_name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
