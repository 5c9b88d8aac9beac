CREATE TABLE `select` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `from` VARCHAR(255) NOT NULL,
    `state` VARCHAR(255) NOT NULL DEFAULT 'it''s \\ new',
    `priority` INT DEFAULT 7,
    `created_at` DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    `code` VARCHAR(255),
    `vector` VECTOR(3) COMMENT 'jtidb:{"metric":"L2","index":"NONE"}',
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_code` (`code`),
    KEY `idx_from_created_at` (`from`, `created_at`)
);
