CREATE TABLE `articles` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `body` TEXT COMMENT 'jtidb:{"parser":"MULTILINGUAL"}',
    `vector` VECTOR(3) COMMENT 'jtidb:{"metric":"L2","index":"REQUIRED"}',
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_vector_l2` (`vector`) WITH (distance=l2, type=hnsw, lib=vsag),
    FULLTEXT INDEX `fts_idx_body` (`body`) WITH PARSER ik PARSER_PROPERTIES=(ik_mode="max_word")
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
