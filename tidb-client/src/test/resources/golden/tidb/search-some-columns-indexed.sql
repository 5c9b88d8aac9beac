SELECT `id`, `kind`, `_distance` FROM (SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, VEC_COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` ORDER BY `_distance` LIMIT ?) AS `candidates` WHERE `_distance` IS NOT NULL AND (`kind` = ? AND `id` = ?) ORDER BY `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- 50 (integer)
-- it's (string)
-- 3 (long)
-- 5 (integer)
