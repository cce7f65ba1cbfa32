SET FOREIGN_KEY_CHECKS = 0;
SET NAMES utf8;

--
-- Table structure initialize
--

CREATE TABLE template (
    id BIGINT PRIMARY KEY AUTO_INCREMENT,
    type VARCHAR(16) NOT NULL COMMENT '类型：app/db/xx',
    update_time DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    INDEX (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE template_role (
    id BIGINT PRIMARY KEY AUTO_INCREMENT,
    template_id BIGINT,
    CONSTRAINT fk_template
        FOREIGN KEY (template_id)
        REFERENCES template (id)
        ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
