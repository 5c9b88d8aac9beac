SELECT `id`, `from`, `state`, `priority`, `created_at`, `code`, `vector` FROM `select` WHERE `id` = ?;
-- 7 (integer)
