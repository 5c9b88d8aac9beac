UPDATE `points` SET `kind` = ?, `l1` = ? WHERE `id` > ?;
-- it's (string)
-- null
-- 3 (long)
