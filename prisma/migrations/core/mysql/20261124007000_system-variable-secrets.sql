-- migrate:up
ALTER TABLE system_variable ADD COLUMN sealed_default LONGTEXT;
ALTER TABLE system_variable ADD COLUMN sealed_value LONGTEXT;
ALTER TABLE system_variable ADD COLUMN updated_by VARCHAR(255) NOT NULL DEFAULT '';

-- migrate:down
ALTER TABLE system_variable DROP COLUMN sealed_default;
ALTER TABLE system_variable DROP COLUMN sealed_value;
ALTER TABLE system_variable DROP COLUMN updated_by;
