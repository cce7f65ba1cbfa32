-- migrate:up
CREATE TABLE menu_item (
  package_name VARCHAR(128) NOT NULL,
  code VARCHAR(255) NOT NULL,
  category VARCHAR(255) NOT NULL,
  label_en VARCHAR(255) NOT NULL,
  label_zh VARCHAR(255) NOT NULL,
  path VARCHAR(1024) NOT NULL,
  position INT NOT NULL,
  PRIMARY KEY (package_name, code)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE menu_item;
