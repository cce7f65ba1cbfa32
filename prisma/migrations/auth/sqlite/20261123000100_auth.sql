-- migrate:up
CREATE TABLE user (
  id TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  display_name TEXT NOT NULL,
  email TEXT,
  password_hash TEXT NOT NULL,
  must_change_password BOOLEAN NOT NULL,
  disabled BOOLEAN NOT NULL,
  created_at DATETIME NOT NULL,
  version INTEGER NOT NULL
);
CREATE UNIQUE INDEX user_username ON user (username);

CREATE TABLE user_role (
  user_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  PRIMARY KEY (user_id, role_id)
);
CREATE INDEX user_role_role ON user_role (role_id);

CREATE TABLE administration_guard (
  id TEXT NOT NULL PRIMARY KEY,
  changes INTEGER NOT NULL
);
INSERT INTO administration_guard (id, changes) VALUES ('administration', 0);

CREATE TABLE password_failure (
  username_hash TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  locked_until DATETIME NOT NULL,
  last_at DATETIME NOT NULL
);
CREATE INDEX password_failure_last ON password_failure (last_at);

CREATE TABLE role (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  label_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  actions TEXT NOT NULL,
  built_in BOOLEAN NOT NULL,
  version INTEGER NOT NULL
);
CREATE UNIQUE INDEX role_name ON role (name);

CREATE TABLE signing_key (
  id TEXT NOT NULL PRIMARY KEY,
  algorithm TEXT NOT NULL,
  public_key TEXT NOT NULL,
  private_key TEXT NOT NULL,
  created_at DATETIME NOT NULL
);

CREATE TABLE user_session (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  started_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  revoked_at DATETIME
);
CREATE INDEX user_session_user ON user_session (user_id);
CREATE INDEX user_session_expires ON user_session (expires_at);

CREATE TABLE refresh_token (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  access_token_id TEXT NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at DATETIME
);
CREATE UNIQUE INDEX refresh_token_hash ON refresh_token (token_hash);
CREATE INDEX refresh_token_session ON refresh_token (session_id);
CREATE INDEX refresh_token_access ON refresh_token (access_token_id);
CREATE INDEX refresh_token_expires ON refresh_token (expires_at);

-- migrate:down
DROP TABLE refresh_token;
DROP TABLE user_session;
DROP TABLE signing_key;
DROP TABLE role;
DROP TABLE password_failure;
DROP TABLE administration_guard;
DROP TABLE user_role;
DROP TABLE user;
