-- migrate:up
CREATE TABLE proxy_account (
  package_name TEXT NOT NULL PRIMARY KEY,
  sealed_password TEXT NOT NULL,
  created_at DATETIME NOT NULL
);
CREATE TABLE proxy_domain (
  package_name TEXT NOT NULL,
  domain TEXT NOT NULL,
  origin TEXT NOT NULL,
  added_at DATETIME NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (package_name, domain)
);

-- migrate:down
DROP TABLE proxy_domain;
DROP TABLE proxy_account;
