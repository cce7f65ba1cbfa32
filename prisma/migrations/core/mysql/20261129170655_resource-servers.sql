-- migrate:up
ALTER TABLE resource_server ADD COLUMN endpoint VARCHAR(512) NOT NULL DEFAULT '';
ALTER TABLE resource_server ADD COLUMN sealed_credentials LONGTEXT;
ALTER TABLE resource_server ADD COLUMN pinned LONGTEXT;
ALTER TABLE resource_server ADD COLUMN labels LONGTEXT;
ALTER TABLE resource_server ADD COLUMN capacity LONGTEXT;
ALTER TABLE resource_server ADD COLUMN options LONGTEXT;
ALTER TABLE resource_server ADD COLUMN state VARCHAR(32) NOT NULL DEFAULT 'ENABLED';
ALTER TABLE resource_server ADD COLUMN origin VARCHAR(32) NOT NULL DEFAULT 'SETTINGS';
ALTER TABLE resource_server ADD COLUMN updated_at DATETIME(3);
ALTER TABLE resource_server ADD COLUMN updated_by VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE resource_server ADD COLUMN row_version INT NOT NULL DEFAULT 1;
ALTER TABLE package_bucket ADD COLUMN server_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE package_database ADD COLUMN server_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE proxy_account ADD COLUMN server_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE package_bucket ADD COLUMN access_key VARCHAR(255) NOT NULL DEFAULT '';

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
