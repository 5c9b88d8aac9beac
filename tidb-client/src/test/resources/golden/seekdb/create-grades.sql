CREATE TABLE `grades` (
    `student` VARCHAR(255) NOT NULL,
    `course` INT NOT NULL,
    `mark` DOUBLE NOT NULL,
    PRIMARY KEY (`student`, `course`)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
