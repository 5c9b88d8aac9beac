CREATE TABLE `points` (
    `id` INT NOT NULL,
    `kind` VARCHAR(255),
    `cosine` VECTOR(4) COMMENT 'jtidb:{"metric":"COSINE"}',
    `l2` VECTOR(4) COMMENT 'jtidb:{"metric":"L2"}',
    `l1` VECTOR(4) COMMENT 'jtidb:{"metric":"L1"}',
    `product` VECTOR(4) COMMENT 'jtidb:{"metric":"NEGATIVE_INNER_PRODUCT"}',
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_cosine_cosine` ((VEC_COSINE_DISTANCE(`cosine`))) USING HNSW,
    VECTOR INDEX `vec_idx_l2_l2` ((VEC_L2_DISTANCE(`l2`))) USING HNSW
);
