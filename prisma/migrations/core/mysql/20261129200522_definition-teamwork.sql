-- migrate:up
ALTER TABLE definition DROP COLUMN authorised_plugins;
CREATE TABLE definition_call (
  definition_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  child_key VARCHAR(64) NOT NULL,
  child_version INT NOT NULL,
  PRIMARY KEY (definition_id, child_key, child_version),
  KEY definition_call_child (child_key)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE definition_state (
  definition_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_version INT NOT NULL,
  content LONGTEXT NOT NULL,
  saved_by VARCHAR(255) NOT NULL,
  saved_at DATETIME(3) NOT NULL,
  PRIMARY KEY (definition_id, row_version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE definition_comment (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  definition_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node_id VARCHAR(64),
  text LONGTEXT NOT NULL,
  author VARCHAR(255) NOT NULL,
  author_id VARCHAR(255) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  resolved_by VARCHAR(255),
  resolved_at DATETIME(3),
  KEY definition_comment_definition (definition_id, created_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE definition_favourite (
  subject VARCHAR(255) NOT NULL,
  definition_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (subject, definition_key)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE definition_favourite;
DROP TABLE definition_comment;
DROP TABLE definition_state;
DROP TABLE definition_call;
ALTER TABLE definition ADD COLUMN authorised_plugins LONGTEXT NOT NULL DEFAULT ('[]');
