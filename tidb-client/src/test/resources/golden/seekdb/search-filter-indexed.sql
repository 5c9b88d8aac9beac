SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, `_distance` FROM (SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE (`kind` = ? AND `id` = ?) ORDER BY `_distance` APPROXIMATE LIMIT ?) AS `candidates` WHERE `_distance` IS NOT NULL ORDER BY `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- it's (string)
-- 3 (long)
-- 5 (integer)
-- 5 (integer)
