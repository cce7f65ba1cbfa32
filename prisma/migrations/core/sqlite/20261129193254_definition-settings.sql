-- migrate:up
ALTER TABLE definition ADD COLUMN is_sub_process BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE definition ADD COLUMN group_name TEXT NOT NULL DEFAULT '';
ALTER TABLE definition ADD COLUMN conflict_check BOOLEAN NOT NULL DEFAULT 1;
ALTER TABLE definition ADD COLUMN authorised_plugins TEXT NOT NULL DEFAULT '[]';
CREATE TABLE definition_role (
  definition_id TEXT NOT NULL,
  permission TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (definition_id, permission, role)
);
CREATE INDEX definition_role_role ON definition_role (role);

-- migrate:down
DROP TABLE definition_role;
ALTER TABLE definition DROP COLUMN authorised_plugins;
ALTER TABLE definition DROP COLUMN conflict_check;
ALTER TABLE definition DROP COLUMN group_name;
ALTER TABLE definition DROP COLUMN is_sub_process;
