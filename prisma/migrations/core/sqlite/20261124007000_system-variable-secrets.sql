-- migrate:up
ALTER TABLE system_variable ADD COLUMN sealed_default TEXT;
ALTER TABLE system_variable ADD COLUMN sealed_value TEXT;
ALTER TABLE system_variable ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';

-- migrate:down
ALTER TABLE system_variable DROP COLUMN sealed_default;
ALTER TABLE system_variable DROP COLUMN sealed_value;
ALTER TABLE system_variable DROP COLUMN updated_by;
