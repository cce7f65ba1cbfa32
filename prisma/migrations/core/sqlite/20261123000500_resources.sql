-- migrate:up
CREATE TABLE resource_server (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX resource_server_name ON resource_server (name);

CREATE TABLE host_port (
  host_id TEXT NOT NULL,
  port INTEGER NOT NULL,
  instance_id TEXT NOT NULL,
  reserved_at DATETIME NOT NULL,
  PRIMARY KEY (host_id, port)
);
CREATE INDEX host_port_instance ON host_port (instance_id);

-- migrate:down
DROP TABLE host_port;
DROP TABLE resource_server;
