-- migrate:up
ALTER TABLE definition ADD COLUMN is_sub_process TINYINT(1) NOT NULL DEFAULT 0;
ALTER TABLE definition ADD COLUMN group_name VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE definition ADD COLUMN conflict_check TINYINT(1) NOT NULL DEFAULT 1;
ALTER TABLE definition ADD COLUMN authorised_plugins LONGTEXT NOT NULL DEFAULT ('[]');
CREATE TABLE definition_role (
  definition_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  permission VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role VARCHAR(255) NOT NULL,
  PRIMARY KEY (definition_id, permission, role),
  KEY definition_role_role (role)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE definition_role;
ALTER TABLE definition DROP COLUMN authorised_plugins;
ALTER TABLE definition DROP COLUMN conflict_check;
ALTER TABLE definition DROP COLUMN group_name;
ALTER TABLE definition DROP COLUMN is_sub_process;
