MERGE INTO `unique_mails` (`id`, `mail`) KEY (`id`) VALUES (?, ?);
-- 1 (integer)
-- a (string)
