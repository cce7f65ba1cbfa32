-- migrate:up
CREATE TABLE menu_item (
  package_name TEXT NOT NULL,
  code TEXT NOT NULL,
  category TEXT NOT NULL,
  label_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  path TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (package_name, code)
);

-- migrate:down
DROP TABLE menu_item;
