SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product` FROM `points` WHERE (kind IN (?, ?) OR id > ?
) ORDER BY `id`;
-- a (string)
-- b (string)
-- 3 (integer)
