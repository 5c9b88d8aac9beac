SELECT `id`, `kind`, L1_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE `cosine` IS NOT NULL ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- 5 (integer)
