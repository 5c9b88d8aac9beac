SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, `_distance` FROM (SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE (`kind` = ? AND `id` = ?) ORDER BY `_distance` APPROXIMATE LIMIT ?) AS `candidates` WHERE `_distance` IS NOT NULL AND `_distance` >= ? AND `_distance` <= ? ORDER BY `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- it's (string)
-- 3 (long)
-- 50 (integer)
-- 0.1 (double)
-- 0.5 (double)
-- 5 (integer)
