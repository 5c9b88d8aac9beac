INSERT INTO `sample_documents` (`id`, `content`, `embedding`) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE `content` = VALUES(`content`), `embedding` = VALUES(`embedding`);
-- 1 (integer)
-- it's (string)
-- [1.5,-2] (string)
