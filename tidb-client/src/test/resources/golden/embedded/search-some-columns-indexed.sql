SELECT `id`, `kind`, VEC_COSINE_DISTANCE(`cosine`, ?) AS `_distance` FROM JTIDB_NEAREST(?, ?, ?, ?, ?) LEFT JOIN `points` ON `points`._ROWID_ = `_jtidb_row` WHERE NOT EXISTS (SELECT 1 FROM `jtidb`.`changes`, `jtidb`.`watches` WHERE FALSE) AND `cosine` IS NOT NULL AND (`kind` = ? AND `id` = ?) ORDER BY `_distance` NULLS LAST, `id` LIMIT ?;
-- bytes [0, 0, -128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, -128, 64]
-- points (string)
-- cosine (string)
-- COSINE (string)
-- bytes [0, 0, -128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, -128, 64]
-- 50 (integer)
-- it's (string)
-- 3 (long)
-- 5 (integer)
