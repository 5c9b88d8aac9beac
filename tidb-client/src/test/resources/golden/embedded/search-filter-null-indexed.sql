SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, VEC_L1_DISTANCE(`l1`, ?) AS `_distance` FROM JTIDB_NEAREST(?, ?, ?, ?, ?) LEFT JOIN `points` ON `points`._ROWID_ = `_jtidb_row` WHERE NOT EXISTS (SELECT 1 FROM `jtidb`.`changes`, `jtidb`.`watches` WHERE FALSE) AND `l1` IS NOT NULL AND `kind` IS NULL ORDER BY `_distance` NULLS LAST, `id` LIMIT ?;
-- bytes [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
-- points (string)
-- l1 (string)
-- L1 (string)
-- bytes [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
-- 50 (integer)
-- 5 (integer)
