-- The second database of the platform; the first is made by the image.
CREATE DATABASE IF NOT EXISTS wecube_auth CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
GRANT ALL ON wecube_auth.* TO 'wecube'@'%';
