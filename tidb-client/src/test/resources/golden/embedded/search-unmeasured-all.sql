SELECT `id`, `kind`, VEC_COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE 1 = 1 ORDER BY `_distance` NULLS LAST, `id` LIMIT ?;
-- bytes [0, 0, -128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, -128, 64]
-- 5 (integer)
