CREATE TABLE `articles` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `body` TEXT COMMENT U&'jtidb:\007b"parser":"MULTILINGUAL"\007d',
    `vector` VARBINARY(12) COMMENT U&'jtidb:\007b"metric":"L2","index":"REQUIRED"\007d' CHECK (OCTET_LENGTH(`vector`) = 12),
    PRIMARY KEY (`id`)
);
