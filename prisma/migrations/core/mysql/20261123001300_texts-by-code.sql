-- migrate:up
ALTER TABLE node_run ADD COLUMN error_parameters LONGTEXT;
ALTER TABLE attempt ADD COLUMN error_code VARCHAR(128);
ALTER TABLE attempt ADD COLUMN error_parameters LONGTEXT;
ALTER TABLE instance ADD COLUMN error_text LONGTEXT;
ALTER TABLE launch_step ADD COLUMN detail_text LONGTEXT;

-- migrate:down
ALTER TABLE launch_step DROP COLUMN detail_text;
ALTER TABLE instance DROP COLUMN error_text;
ALTER TABLE attempt DROP COLUMN error_parameters;
ALTER TABLE attempt DROP COLUMN error_code;
ALTER TABLE node_run DROP COLUMN error_parameters;
