-- migrate:up
CREATE TABLE operation_event (
  id TEXT NOT NULL PRIMARY KEY,
  source TEXT NOT NULL,
  event_seq_no TEXT NOT NULL,
  event_type TEXT NOT NULL,
  operation_key TEXT NOT NULL,
  operation_data TEXT NOT NULL,
  operation_user TEXT NOT NULL,
  operation_mode TEXT NOT NULL,
  notify_endpoint TEXT,
  status TEXT NOT NULL,
  run_id TEXT,
  error TEXT,
  received_from TEXT NOT NULL,
  received_at DATETIME NOT NULL,
  due_at DATETIME,
  tries INTEGER NOT NULL,
  notified_at DATETIME
);
CREATE UNIQUE INDEX operation_event_source_event_seq_no ON operation_event (source, event_seq_no);
CREATE INDEX operation_event_due_at ON operation_event (due_at);
CREATE INDEX operation_event_received_at_id ON operation_event (received_at, id);

-- migrate:down
DROP TABLE operation_event;
