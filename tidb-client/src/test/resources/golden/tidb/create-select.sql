CREATE TABLE `select` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `from` VARCHAR(255) NOT NULL,
    `state` VARCHAR(255) NOT NULL DEFAULT 'it''s \\ new',
    `priority` INT DEFAULT 7,
    `created_at` DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    `code` VARCHAR(255),
    `description` TEXT,
    `vector` VECTOR(3),
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_code` (`code`),
    KEY `idx_from_created_at` (`from`, `created_at`),
    VECTOR INDEX `vec_idx_vector_l2` ((VEC_L2_DISTANCE(`vector`))) USING HNSW,
    FULLTEXT INDEX `fts_idx_description` (`description`) WITH PARSER MULTILINGUAL
);
