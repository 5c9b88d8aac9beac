DELETE FROM `points` WHERE `kind` = ?;
-- it's (string)
