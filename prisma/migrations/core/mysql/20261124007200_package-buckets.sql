-- migrate:up
CREATE TABLE package_bucket (
  bucket VARCHAR(128) NOT NULL PRIMARY KEY,
  package_name VARCHAR(128) NOT NULL,
  created_at DATETIME(3) NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX package_bucket_package_name ON package_bucket (package_name);

-- migrate:down
DROP TABLE package_bucket;
