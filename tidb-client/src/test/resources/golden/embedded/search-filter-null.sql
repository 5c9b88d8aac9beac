SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, VEC_L1_DISTANCE(`l1`, ?) AS `_distance` FROM `points` WHERE `l1` IS NOT NULL AND `kind` IS NULL ORDER BY `_distance` NULLS LAST, `id` LIMIT ?;
-- bytes [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
-- 5 (integer)
