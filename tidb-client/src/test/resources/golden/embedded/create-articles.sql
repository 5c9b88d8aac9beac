CREATE TABLE `articles` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `body` TEXT,
    `vector` VARBINARY(12) COMMENT 'VECTOR(3) L2' CHECK (OCTET_LENGTH(`vector`) = 12),
    PRIMARY KEY (`id`)
);
