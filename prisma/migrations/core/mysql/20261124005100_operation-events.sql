-- migrate:up
CREATE TABLE operation_event (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  source VARCHAR(191) NOT NULL,
  event_seq_no VARCHAR(191) NOT NULL,
  event_type VARCHAR(255) NOT NULL,
  operation_key VARCHAR(255) NOT NULL,
  operation_data LONGTEXT NOT NULL,
  operation_user VARCHAR(255) NOT NULL,
  operation_mode VARCHAR(64) NOT NULL,
  notify_endpoint LONGTEXT,
  status VARCHAR(32) NOT NULL,
  run_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  error LONGTEXT,
  received_from VARCHAR(255) NOT NULL,
  received_at DATETIME(3) NOT NULL,
  due_at DATETIME(3),
  tries INT NOT NULL,
  notified_at DATETIME(3),
  UNIQUE KEY operation_event_source_event_seq_no (source, event_seq_no),
  KEY operation_event_due_at (due_at),
  KEY operation_event_received_at_id (received_at, id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE operation_event;
