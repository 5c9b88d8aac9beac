CREATE TABLE `grades` (
    `student` VARCHAR(255) NOT NULL,
    `course` INT NOT NULL,
    `mark` DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (`student`, `course`)
);
