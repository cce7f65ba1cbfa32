create database if not exists `gauges`;
USE `gauges`;

DROP TABLE IF EXISTS `button`;
CREATE TABLE `button` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(50) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=1 DEFAULT CHARSET=utf8;
insert into `button`(`name`) values ('time'),('刷新');
SET FOREIGN_KEY_CHECKS=0;
CREATE TABLE `panel` (`id` int(11) NOT NULL, `button` int(11) unsigned, PRIMARY KEY (`id`),
  CONSTRAINT `panel_button` FOREIGN KEY (`button`) REFERENCES `button` (`id`) ON DELETE CASCADE);
SET FOREIGN_KEY_CHECKS=1;
#@v1.0.0-begin@;
alter table button modify name varchar(128) not null default '';
#@v1.0.0-end@;
