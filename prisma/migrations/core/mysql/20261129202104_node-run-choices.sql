-- migrate:up
ALTER TABLE node_run ADD COLUMN due_at BIGINT;
ALTER TABLE node_run ADD COLUMN choice LONGTEXT;

-- migrate:down
ALTER TABLE node_run DROP COLUMN choice;
ALTER TABLE node_run DROP COLUMN due_at;
