-- migrate:up
ALTER TABLE package ADD COLUMN signer_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin;
CREATE TABLE package_signing_key (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
  public_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trusted_at DATETIME(3) NOT NULL,
  trusted_by VARCHAR(255) NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE package_policy (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  require_signature BOOLEAN NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE package_policy;
DROP TABLE package_signing_key;
ALTER TABLE package DROP COLUMN signer_key;
