-- migrate:up
CREATE TABLE audit_entry (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  at DATETIME(3) NOT NULL,
  who VARCHAR(255) NOT NULL,
  user_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action VARCHAR(255) NOT NULL,
  subject VARCHAR(512) NOT NULL,
  outcome VARCHAR(128) NOT NULL,
  detail LONGTEXT,
  request_id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,
  KEY audit_entry_at_id (at, id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE audit_entry;
