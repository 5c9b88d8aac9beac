SELECT `id`, `kind`, COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM `points` WHERE `cosine` IS NOT NULL AND (`kind` = ? AND `id` = ?) ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- [1,2,3,4] (string)
-- it's (string)
-- 3 (long)
-- 5 (integer)
