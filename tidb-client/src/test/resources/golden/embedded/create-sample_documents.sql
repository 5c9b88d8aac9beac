CREATE TABLE `sample_documents` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `content` TEXT,
    `embedding` VARBINARY(1536) COMMENT U&'jtidb:\007b"metric":"COSINE","source":"content","model":"local/all-MiniLM-L6-v2"\007d' CHECK (OCTET_LENGTH(`embedding`) = 1536),
    PRIMARY KEY (`id`)
);
