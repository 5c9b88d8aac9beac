SELECT `id`, VEC_EMBED_L2_DISTANCE(`embedding`, ?) AS `_distance` FROM `server_documents` WHERE `embedding` IS NOT NULL ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- it's (string)
-- 5 (integer)
