SELECT `id`, `content`, `embedding`, `_distance` FROM (SELECT `id`, `content`, `embedding`, VEC_EMBED_COSINE_DISTANCE(`embedding`, ?) AS `_distance` FROM `server_documents` ORDER BY `_distance` LIMIT ?) AS `candidates` WHERE `_distance` IS NOT NULL AND `id` = ? ORDER BY `_distance`, `id` LIMIT ?;
-- What's the \ point? (string)
-- 50 (integer)
-- 1 (long)
-- 5 (integer)
