-- migrate:up
CREATE TABLE sub_system (
  system_code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  created_by TEXT NOT NULL
);
CREATE UNIQUE INDEX sub_system_name ON sub_system (name);

CREATE TABLE sub_system_nonce (
  system_code TEXT NOT NULL,
  nonce_hash TEXT NOT NULL,
  used_at DATETIME NOT NULL,
  PRIMARY KEY (system_code, nonce_hash)
);
CREATE INDEX sub_system_nonce_used_at ON sub_system_nonce (used_at);

-- migrate:down
DROP TABLE sub_system_nonce;
DROP TABLE sub_system;
