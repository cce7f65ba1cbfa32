-- migrate:up
CREATE TABLE live_event (
  id TEXT NOT NULL PRIMARY KEY,
  topic TEXT NOT NULL,
  subject TEXT NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  at DATETIME NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX live_event_subject_version ON live_event (subject, version);
CREATE INDEX live_event_at ON live_event (at);

-- migrate:down
DROP TABLE live_event;
