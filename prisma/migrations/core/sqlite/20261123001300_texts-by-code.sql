-- migrate:up
ALTER TABLE node_run ADD COLUMN error_parameters TEXT;
ALTER TABLE attempt ADD COLUMN error_code TEXT;
ALTER TABLE attempt ADD COLUMN error_parameters TEXT;
ALTER TABLE instance ADD COLUMN error_text TEXT;
ALTER TABLE launch_step ADD COLUMN detail_text TEXT;

-- migrate:down
ALTER TABLE launch_step DROP COLUMN detail_text;
ALTER TABLE instance DROP COLUMN error_text;
ALTER TABLE attempt DROP COLUMN error_parameters;
ALTER TABLE attempt DROP COLUMN error_code;
ALTER TABLE node_run DROP COLUMN error_parameters;
