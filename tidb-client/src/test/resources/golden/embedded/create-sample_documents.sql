CREATE TABLE `sample_documents` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `content` TEXT,
    `embedding` VARBINARY(1536) COMMENT 'VECTOR(384) COSINE model local/all-MiniLM-L6-v2 of content' CHECK (OCTET_LENGTH(`embedding`) = 1536),
    PRIMARY KEY (`id`)
);
