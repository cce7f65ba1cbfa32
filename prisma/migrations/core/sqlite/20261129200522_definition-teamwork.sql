-- migrate:up
ALTER TABLE definition DROP COLUMN authorised_plugins;
CREATE TABLE definition_call (
  definition_id TEXT NOT NULL,
  child_key TEXT NOT NULL,
  child_version INTEGER NOT NULL,
  PRIMARY KEY (definition_id, child_key, child_version)
);
CREATE INDEX definition_call_child ON definition_call (child_key);
CREATE TABLE definition_state (
  definition_id TEXT NOT NULL,
  row_version INTEGER NOT NULL,
  content TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at DATETIME NOT NULL,
  PRIMARY KEY (definition_id, row_version)
);
CREATE TABLE definition_comment (
  id TEXT NOT NULL PRIMARY KEY,
  definition_id TEXT NOT NULL,
  node_id TEXT,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  author_id TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  resolved_by TEXT,
  resolved_at DATETIME
);
CREATE INDEX definition_comment_definition ON definition_comment (definition_id, created_at);
CREATE TABLE definition_favourite (
  subject TEXT NOT NULL,
  definition_key TEXT NOT NULL,
  PRIMARY KEY (subject, definition_key)
);

-- migrate:down
DROP TABLE definition_favourite;
DROP TABLE definition_comment;
DROP TABLE definition_state;
DROP TABLE definition_call;
ALTER TABLE definition ADD COLUMN authorised_plugins TEXT NOT NULL DEFAULT '[]';
