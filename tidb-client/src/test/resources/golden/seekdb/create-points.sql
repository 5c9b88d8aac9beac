CREATE TABLE `points` (
    `id` INT NOT NULL,
    `kind` VARCHAR(255),
    `cosine` VECTOR(4) COMMENT 'jtidb:{"metric":"COSINE"}',
    `l2` VECTOR(4) COMMENT 'jtidb:{"metric":"L2"}',
    `l1` VECTOR(4) COMMENT 'jtidb:{"metric":"L1"}',
    `product` VECTOR(4) COMMENT 'jtidb:{"metric":"NEGATIVE_INNER_PRODUCT"}',
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_cosine_cosine` (`cosine`) WITH (distance=cosine, type=hnsw, lib=vsag),
    VECTOR INDEX `vec_idx_l2_l2` (`l2`) WITH (distance=l2, type=hnsw, lib=vsag),
    VECTOR INDEX `vec_idx_product_negative_inner_product` (`product`) WITH (distance=inner_product, type=hnsw, lib=vsag)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
