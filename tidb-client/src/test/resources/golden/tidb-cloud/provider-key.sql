SET @@GLOBAL.`TIDB_EXP_EMBED_NVIDIA_NIM_API_KEY` = ?;
-- it's \ (string)
