SELECT `id`, MATCH(`body`) AGAINST(? IN NATURAL LANGUAGE MODE) AS `_match_score` FROM `articles` WHERE MATCH(`body`) AGAINST(? IN NATURAL LANGUAGE MODE) ORDER BY `_match_score` DESC, `id` LIMIT ?;
-- it's \ +so (string)
-- it's \ +so (string)
-- 5 (integer)
