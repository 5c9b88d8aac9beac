SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product`, VEC_NEGATIVE_INNER_PRODUCT(`product`, ?) AS `_distance` FROM JTIDB_NEAREST(?, ?, ?, ?, ?) LEFT JOIN `points` ON `points`._ROWID_ = `_jtidb_row` WHERE NOT EXISTS (SELECT 1 FROM `jtidb`.`changes`, `jtidb`.`watches` WHERE FALSE) AND `product` IS NOT NULL ORDER BY `_distance` NULLS LAST, `id` LIMIT ?;
-- bytes [0, 0, -128, 63, 0, 0, 0, 0, 0, 0, 0, -65, -107, -65, -42, 51]
-- points (string)
-- product (string)
-- NEGATIVE_INNER_PRODUCT (string)
-- bytes [0, 0, -128, 63, 0, 0, 0, 0, 0, 0, 0, -65, -107, -65, -42, 51]
-- 5 (integer)
-- 5 (integer)
