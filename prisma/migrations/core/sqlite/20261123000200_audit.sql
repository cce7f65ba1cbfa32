-- migrate:up
CREATE TABLE audit_entry (
  id TEXT NOT NULL PRIMARY KEY,
  at DATETIME NOT NULL,
  who TEXT NOT NULL,
  user_id TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT,
  request_id TEXT
);
CREATE INDEX audit_entry_at_id ON audit_entry (at, id);

-- migrate:down
DROP TABLE audit_entry;
