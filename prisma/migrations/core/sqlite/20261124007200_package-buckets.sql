-- migrate:up
CREATE TABLE package_bucket (
  bucket TEXT NOT NULL PRIMARY KEY,
  package_name TEXT NOT NULL,
  created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX package_bucket_package_name ON package_bucket (package_name);

-- migrate:down
DROP TABLE package_bucket;
