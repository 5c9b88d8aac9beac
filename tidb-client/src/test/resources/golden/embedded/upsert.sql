MERGE INTO `sample_documents` (`id`, `content`, `embedding`) KEY (`id`) VALUES (?, ?, ?);
-- 1 (integer)
-- it's (string)
-- bytes [0, 0, -64, 63, 0, 0, 0, -64]
