SELECT `id`, FTS_MATCH_WORD(?, `body`) AS `_match_score` FROM `articles` WHERE FTS_MATCH_WORD(?, `body`) ORDER BY `_match_score` DESC, `id` LIMIT ?;
-- it's \ +so (string)
-- it's \ +so (string)
-- 5 (integer)
