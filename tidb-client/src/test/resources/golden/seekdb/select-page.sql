SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product` FROM `points` WHERE `id` > ? ORDER BY `kind` DESC, `id`, `id` LIMIT ? OFFSET ?;
-- 3 (long)
-- 10 (long)
-- 20 (long)
