ALTER TABLE `select` RENAME TO `_jtidb_old_1`;
