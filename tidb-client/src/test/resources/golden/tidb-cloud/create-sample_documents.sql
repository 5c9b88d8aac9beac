CREATE TABLE `sample_documents` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `content` TEXT,
    `embedding` VECTOR(384),
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_embedding_cosine` ((VEC_COSINE_DISTANCE(`embedding`))) USING HNSW
);
