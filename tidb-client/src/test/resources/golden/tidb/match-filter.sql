SELECT `id`, FTS_MATCH_WORD(?, `body`) AS `_match_score` FROM `articles` WHERE FTS_MATCH_WORD(?, `body`) AND `id` > ? ORDER BY `_match_score` DESC, `id` LIMIT ?;
-- it's \ +so (string)
-- it's \ +so (string)
-- 3 (long)
-- 5 (integer)
