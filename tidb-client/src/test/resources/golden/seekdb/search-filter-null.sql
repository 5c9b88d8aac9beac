SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, L1_DISTANCE(`l1`, ?) AS `_distance` FROM `points` WHERE `l1` IS NOT NULL AND `kind` IS NULL ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- [0,0,0,0] (string)
-- 5 (integer)
