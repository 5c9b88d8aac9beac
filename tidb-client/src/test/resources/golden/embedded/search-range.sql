SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, `_distance` FROM (SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, VEC_COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE `cosine` IS NOT NULL AND (`kind` = ? AND `id` = ?)) AS `candidates` WHERE `_distance` >= ? AND `_distance` <= ? ORDER BY `_distance` NULLS LAST, `id` LIMIT ?;
-- bytes [0, 0, -128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, -128, 64]
-- it's (string)
-- 3 (long)
-- 0.1 (double)
-- 0.5 (double)
-- 5 (integer)
