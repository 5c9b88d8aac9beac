ALTER TABLE `select` DROP INDEX `vec``idx`;
