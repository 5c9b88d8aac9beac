INSERT INTO `select` (`id`, `from`, `state`, `priority`) VALUES (DEFAULT, ?, DEFAULT, ?), (?, ?, ?, DEFAULT);
-- ann (string)
-- 3 (integer)
-- 5 (integer)
-- bob (string)
-- old (string)
