SELECT `id`, `kind`, COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE 1 = 1 ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- 5 (integer)
