CREATE TABLE `sample_documents` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `content` TEXT,
    `embedding` VECTOR(384) COMMENT 'jtidb:{"metric":"COSINE","source":"content","model":"local/all-MiniLM-L6-v2"}',
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_embedding_cosine` ((VEC_COSINE_DISTANCE(`embedding`))) USING HNSW
);
