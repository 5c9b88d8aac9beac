CREATE TABLE `articles` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `body` TEXT COMMENT 'jtidb:{"parser":"MULTILINGUAL"}',
    `vector` VECTOR(3) COMMENT 'jtidb:{"metric":"L2","index":"REQUIRED"}',
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_vector_l2` ((VEC_L2_DISTANCE(`vector`))) USING HNSW,
    FULLTEXT INDEX `fts_idx_body` (`body`) WITH PARSER MULTILINGUAL
);
