SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, `_distance` FROM (SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, VEC_COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` ORDER BY `_distance` LIMIT ?) AS `candidates` WHERE `_distance` IS NOT NULL ORDER BY `_distance`, `id` LIMIT ?;
-- [1,0,-0.5,0.0000001] (string)
-- 5 (integer)
-- 5 (integer)
