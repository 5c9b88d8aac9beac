SELECT `id`, `content`, `embedding`, VEC_EMBED_COSINE_DISTANCE(`embedding`, ?) AS `_distance` FROM `server_documents` WHERE `embedding` IS NOT NULL AND `id` = ? ORDER BY `_distance` IS NULL, `_distance`, `id` LIMIT ?;
-- What's the \ point? (string)
-- 1 (long)
-- 5 (integer)
