CREATE TABLE `points` (
    `id` INT NOT NULL,
    `kind` VARCHAR(255),
    `cosine` VECTOR(4),
    `l2` VECTOR(4),
    `l1` VECTOR(4),
    `product` VECTOR(4),
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_cosine_cosine` ((VEC_COSINE_DISTANCE(`cosine`))) USING HNSW,
    VECTOR INDEX `vec_idx_l2_l2` ((VEC_L2_DISTANCE(`l2`))) USING HNSW
);
