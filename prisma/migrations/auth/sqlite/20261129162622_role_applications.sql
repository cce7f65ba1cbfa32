-- migrate:up
CREATE TABLE role_application (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  status TEXT NOT NULL,
  pending_key TEXT,
  applied_at DATETIME NOT NULL,
  answered_by TEXT,
  answered_at DATETIME
);
CREATE UNIQUE INDEX role_application_pending ON role_application (pending_key);
CREATE INDEX role_application_user ON role_application (user_id);

-- migrate:down
DROP TABLE role_application;
