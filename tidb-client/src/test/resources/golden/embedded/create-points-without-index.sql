CREATE TABLE `points` (
    `id` INT NOT NULL,
    `kind` VARCHAR(255),
    `cosine` VARBINARY(16) CHECK (OCTET_LENGTH(`cosine`) = 16),
    `l2` VARBINARY(16) CHECK (OCTET_LENGTH(`l2`) = 16),
    `l1` VARBINARY(16) CHECK (OCTET_LENGTH(`l1`) = 16),
    `product` VARBINARY(16) CHECK (OCTET_LENGTH(`product`) = 16),
    PRIMARY KEY (`id`)
);
