-- migrate:up
CREATE TABLE live_event (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  topic VARCHAR(64) NOT NULL,
  subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  at DATETIME(3) NOT NULL,
  data LONGTEXT NOT NULL,
  KEY live_event_subject_version (subject, version),
  KEY live_event_at (at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE live_event;
