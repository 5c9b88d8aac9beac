SELECT `id`, `kind`, `cosine`, `l2`, `l1`, `product` FROM `points` ORDER BY `id`;
