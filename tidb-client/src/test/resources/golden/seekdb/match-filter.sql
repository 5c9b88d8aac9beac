SELECT `id`, MATCH(`body`) AGAINST(? IN NATURAL LANGUAGE MODE) AS `_match_score` FROM `articles` WHERE MATCH(`body`) AGAINST(? IN NATURAL LANGUAGE MODE) AND `id` > ? ORDER BY `_match_score` DESC, `id` LIMIT ?;
-- it's \ +so (string)
-- it's \ +so (string)
-- 3 (long)
-- 5 (integer)
