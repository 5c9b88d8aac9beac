EXPLAIN SELECT `id`, `kind`, VEC_COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE 1 = 1 AND (`kind` = ? AND `id` = ?) ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- it's (string)
-- 3 (long)
-- 5 (integer)
