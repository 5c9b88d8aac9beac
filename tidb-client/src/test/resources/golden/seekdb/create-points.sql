CREATE TABLE `points` (
    `id` INT NOT NULL,
    `kind` VARCHAR(255),
    `cosine` VECTOR(4),
    `l2` VECTOR(4),
    `l1` VECTOR(4),
    `product` VECTOR(4),
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_cosine_cosine` (`cosine`) WITH (distance=cosine, type=hnsw, lib=vsag),
    VECTOR INDEX `vec_idx_l2_l2` (`l2`) WITH (distance=l2, type=hnsw, lib=vsag),
    VECTOR INDEX `vec_idx_product_inner_product` (`product`) WITH (distance=inner_product, type=hnsw, lib=vsag)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
