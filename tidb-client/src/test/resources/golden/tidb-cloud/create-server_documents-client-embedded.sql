CREATE TABLE `server_documents` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `content` TEXT,
    `embedding` VECTOR(1024) COMMENT 'jtidb:{"metric":"COSINE","source":"content","model":"nvidia_nim/baai/bge-m3"}',
    PRIMARY KEY (`id`),
    VECTOR INDEX `vec_idx_embedding_cosine` ((VEC_COSINE_DISTANCE(`embedding`))) USING HNSW
);
