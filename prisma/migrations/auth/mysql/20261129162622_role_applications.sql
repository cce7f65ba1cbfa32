-- migrate:up
CREATE TABLE role_application (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(255) NOT NULL,
  pending_key VARCHAR(255),
  applied_at DATETIME(3) NOT NULL,
  answered_by VARCHAR(255),
  answered_at DATETIME(3)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX role_application_pending ON role_application (pending_key);
CREATE INDEX role_application_user ON role_application (user_id);

-- migrate:down
DROP TABLE role_application;
