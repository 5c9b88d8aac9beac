CREATE TABLE `points` (
    `id` INT NOT NULL,
    `kind` VARCHAR(255),
    `cosine` VARBINARY(16) COMMENT U&'jtidb:\007b"metric":"COSINE"\007d' CHECK (OCTET_LENGTH(`cosine`) = 16),
    `l2` VARBINARY(16) COMMENT U&'jtidb:\007b"metric":"L2"\007d' CHECK (OCTET_LENGTH(`l2`) = 16),
    `l1` VARBINARY(16) COMMENT U&'jtidb:\007b"metric":"L1"\007d' CHECK (OCTET_LENGTH(`l1`) = 16),
    `product` VARBINARY(16) COMMENT U&'jtidb:\007b"metric":"NEGATIVE_INNER_PRODUCT"\007d' CHECK (OCTET_LENGTH(`product`) = 16),
    PRIMARY KEY (`id`)
);
