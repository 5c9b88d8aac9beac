INSERT INTO `unique_mails` (`id`, `mail`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `id` = IF(`id` = VALUES(`id`), `id`, NULL), `mail` = VALUES(`mail`);
-- 1 (integer)
-- a (string)
