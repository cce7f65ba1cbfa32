SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE IF NOT EXISTS `request` (
  `id` varchar(64) NOT NULL COMMENT '唯一标识',
  `name` varchar(255) DEFAULT NULL COMMENT '名称',
  `form` mediumtext DEFAULT NULL,
  `created_time` datetime DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
insert into request(id,name,form) value ('1','申请','{"title":"a;b","q":"it''s"}');
SET FOREIGN_KEY_CHECKS = 1;
#@v0.9.0-begin@;
alter table request add column expire_day int default 1 comment '过期天数';
#@v0.9.0-end@;
