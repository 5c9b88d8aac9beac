SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, VEC_L1_DISTANCE(`l1`, ?) AS `_distance` FROM `points` WHERE `l1` IS NOT NULL ORDER BY `_distance` NULLS LAST, `id` LIMIT ?;
-- bytes [0, 0, -128, 63, 0, 0, 0, 0, 0, 0, 0, -65, -107, -65, -42, 51]
-- 5 (integer)
