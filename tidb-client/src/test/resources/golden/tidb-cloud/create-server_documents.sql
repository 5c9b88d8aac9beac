CREATE TABLE `server_documents` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `content` TEXT,
    `embedding` VECTOR(1024) GENERATED ALWAYS AS (EMBED_TEXT('nvidia_nim/baai/bge-m3', `content`)) STORED,
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_embedding_cosine` ((VEC_COSINE_DISTANCE(`embedding`))) USING HNSW
);
