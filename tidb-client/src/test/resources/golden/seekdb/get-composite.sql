SELECT `student`, `course`, `mark` FROM `grades` WHERE `student` = ? AND `course` = ?;
-- it's (string)
-- 2 (integer)
