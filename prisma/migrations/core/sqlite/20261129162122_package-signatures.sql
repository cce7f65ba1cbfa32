-- migrate:up
ALTER TABLE package ADD COLUMN signer_key TEXT;
CREATE TABLE package_signing_key (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  trusted_at DATETIME NOT NULL,
  trusted_by TEXT NOT NULL
);
CREATE TABLE package_policy (
  id TEXT NOT NULL PRIMARY KEY,
  require_signature BOOLEAN NOT NULL
);

-- migrate:down
DROP TABLE package_policy;
DROP TABLE package_signing_key;
ALTER TABLE package DROP COLUMN signer_key;
