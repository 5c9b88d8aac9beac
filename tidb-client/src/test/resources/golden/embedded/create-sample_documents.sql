CREATE TABLE `sample_documents` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `content` TEXT,
    `embedding` VARBINARY(1536) CHECK (OCTET_LENGTH(`embedding`) = 1536),
    PRIMARY KEY (`id`)
);
