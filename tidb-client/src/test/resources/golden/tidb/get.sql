SELECT `id`, `from`, `state`, `priority`, `created_at`, `code`, `description`, `vector` FROM `select` WHERE `id` = ?;
-- 7 (integer)
