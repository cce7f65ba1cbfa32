-- migrate:up
CREATE TABLE role_menu (
  role_name VARCHAR(191) NOT NULL,
  menu_code VARCHAR(191) NOT NULL,
  package_name VARCHAR(128) NOT NULL,
  PRIMARY KEY (role_name, menu_code, package_name),
  KEY role_menu_package_name (package_name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- migrate:down
DROP TABLE role_menu;
