-- migrate:up
ALTER TABLE resource_server ADD COLUMN endpoint TEXT NOT NULL DEFAULT '';
ALTER TABLE resource_server ADD COLUMN sealed_credentials TEXT;
ALTER TABLE resource_server ADD COLUMN pinned TEXT;
ALTER TABLE resource_server ADD COLUMN labels TEXT;
ALTER TABLE resource_server ADD COLUMN capacity TEXT;
ALTER TABLE resource_server ADD COLUMN options TEXT;
ALTER TABLE resource_server ADD COLUMN state TEXT NOT NULL DEFAULT 'ENABLED';
ALTER TABLE resource_server ADD COLUMN origin TEXT NOT NULL DEFAULT 'SETTINGS';
ALTER TABLE resource_server ADD COLUMN updated_at DATETIME;
ALTER TABLE resource_server ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE resource_server ADD COLUMN row_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE package_bucket ADD COLUMN server_id TEXT NOT NULL DEFAULT '';
ALTER TABLE package_database ADD COLUMN server_id TEXT NOT NULL DEFAULT '';
ALTER TABLE proxy_account ADD COLUMN server_id TEXT NOT NULL DEFAULT '';
ALTER TABLE package_bucket ADD COLUMN access_key TEXT NOT NULL DEFAULT '';

-- migrate:down
ALTER TABLE package_bucket DROP COLUMN access_key;
ALTER TABLE proxy_account DROP COLUMN server_id;
ALTER TABLE package_database DROP COLUMN server_id;
ALTER TABLE package_bucket DROP COLUMN server_id;
ALTER TABLE resource_server DROP COLUMN endpoint;
ALTER TABLE resource_server DROP COLUMN sealed_credentials;
ALTER TABLE resource_server DROP COLUMN pinned;
ALTER TABLE resource_server DROP COLUMN labels;
ALTER TABLE resource_server DROP COLUMN capacity;
ALTER TABLE resource_server DROP COLUMN options;
ALTER TABLE resource_server DROP COLUMN state;
ALTER TABLE resource_server DROP COLUMN origin;
ALTER TABLE resource_server DROP COLUMN updated_at;
ALTER TABLE resource_server DROP COLUMN updated_by;
ALTER TABLE resource_server DROP COLUMN row_version;
