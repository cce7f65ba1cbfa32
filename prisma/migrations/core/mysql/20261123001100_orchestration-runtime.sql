-- migrate:up
CREATE TABLE run (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  definition_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  definition_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  definition_name VARCHAR(255) NOT NULL,
  definition_version INT NOT NULL,
  root_entity VARCHAR(255) NOT NULL,
  root_object_id VARCHAR(255) NOT NULL,
  root_object_name VARCHAR(512) NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status_version INT NOT NULL,
  version INT NOT NULL,
  epoch INT NOT NULL,
  owner VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node_total INT NOT NULL,
  needs_attention TINYINT(1) NOT NULL,
  started_by VARCHAR(255) NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  start_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  UNIQUE KEY run_start_key (start_key),
  KEY run_started_at (started_at, id),
  KEY run_status (status, started_at),
  KEY run_definition_key (definition_key, started_at),
  KEY run_root_object (root_object_id, started_at),
  KEY run_started_by (started_by, started_at),
  KEY run_needs_attention (needs_attention, started_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE node_run (
  run_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version INT NOT NULL,
  attempts INT NOT NULL,
  bound_rows LONGTEXT,
  started_at BIGINT,
  ended_at BIGINT,
  error_code VARCHAR(128),
  error_message LONGTEXT,
  PRIMARY KEY (run_id, node_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE attempt (
  request_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  run_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number INT NOT NULL,
  epoch INT NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  idempotency VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resent INT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  due_at BIGINT NOT NULL,
  request LONGTEXT NOT NULL,
  outputs LONGTEXT,
  result_code VARCHAR(255),
  error_message LONGTEXT,
  instance VARCHAR(255)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE run_event (
  run_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version INT NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at BIGINT NOT NULL,
  data LONGTEXT NOT NULL,
  PRIMARY KEY (run_id, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE run_owner (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  instance VARCHAR(255) NOT NULL,
  lease_until BIGINT NOT NULL,
  KEY run_owner_instance (instance)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE run_owner;
DROP TABLE run_event;
DROP TABLE attempt;
DROP TABLE node_run;
DROP TABLE run;
