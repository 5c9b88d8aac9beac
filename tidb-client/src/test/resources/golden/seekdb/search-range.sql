SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, `_distance` FROM (SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE `cosine` IS NOT NULL AND (`kind` = ? AND `id` = ?)) AS `candidates` WHERE `_distance` >= ? AND `_distance` <= ? ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- it's (string)
-- 3 (long)
-- 0.1 (double)
-- 0.5 (double)
-- 5 (integer)
