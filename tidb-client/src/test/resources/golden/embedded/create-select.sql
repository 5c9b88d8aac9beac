CREATE TABLE `select` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `from` VARCHAR(255) NOT NULL,
    `state` VARCHAR(255) NOT NULL DEFAULT 'it''s \ new',
    `priority` INT DEFAULT 7,
    `created_at` DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    `code` VARCHAR(255),
    `vector` VARBINARY(12) COMMENT U&'jtidb:\007b"metric":"L2","index":"NONE"\007d' CHECK (OCTET_LENGTH(`vector`) = 12),
    PRIMARY KEY (`id`),
    UNIQUE KEY (`code`),
    KEY (`from`, `created_at`)
);
