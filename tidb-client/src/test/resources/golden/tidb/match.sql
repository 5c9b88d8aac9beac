SELECT `id`, `body`, `vector`, FTS_MATCH_WORD(?, `body`) AS `_match_score` FROM `articles` WHERE FTS_MATCH_WORD(?, `body`) ORDER BY `_match_score` DESC, `id` LIMIT ?;
-- it's \ words (string)
-- it's \ words (string)
-- 5 (integer)
