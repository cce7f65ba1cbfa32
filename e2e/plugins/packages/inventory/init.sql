SET NAMES utf8 ;
SET FOREIGN_KEY_CHECKS=0;

DROP TABLE IF EXISTS `kind`;
CREATE TABLE `kind` (
  `id` varchar(64) NOT NULL COMMENT '主键',
  `name` varchar(64) DEFAULT NULL COMMENT '名称；不能为空',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `kind` WRITE;
/*!40000 ALTER TABLE `kind` DISABLE KEYS */;
INSERT INTO `kind` VALUES ('host','主机;物理'),('unit','单元');
/*!40000 ALTER TABLE `kind` ENABLE KEYS */;
UNLOCK TABLES;

CREATE TABLE `filter` (
  `guid` varchar(32) NOT NULL COMMENT '随机主键',
  `kind` varchar(64) DEFAULT NULL COMMENT '所属类型',
  PRIMARY KEY (`guid`),
  KEY `filter_kind_idx` (`kind`),
  CONSTRAINT `filter_kind` FOREIGN KEY (`kind`) REFERENCES `kind` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
SET FOREIGN_KEY_CHECKS=1;

#@v1.1.0-begin@;
alter table filter add column filter_type varchar(32) default 'expression';
#@v1.1.0-end@;

#@v1.2.0-begin@;
alter table filter modify column kind varchar(128) DEFAULT NULL COMMENT '所属类型(条件)';
#@v1.2.0-end@;

#@v1.3.0-begin@;
alter table kind modify column id varchar(128) NOT NULL COMMENT '主键';
INSERT INTO filter (guid, kind) VALUES ('f1', 'host');
#@v1.3.0-end@;
