INSERT INTO `sample_documents` (`id`, `content`, `embedding`) VALUES (?, ?, ?), (DEFAULT, ?, ?);
-- 1 (integer)
-- it's (string)
-- [1.5,-2] (string)
-- null
-- null
