-- migrate:up
CREATE TABLE role_menu (
  role_name TEXT NOT NULL,
  menu_code TEXT NOT NULL,
  package_name TEXT NOT NULL,
  PRIMARY KEY (role_name, menu_code, package_name)
);
CREATE INDEX role_menu_package_name ON role_menu (package_name);

-- migrate:down
DROP TABLE role_menu;
