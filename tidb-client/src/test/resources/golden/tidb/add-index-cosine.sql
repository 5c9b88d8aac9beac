ALTER TABLE `points` ADD VECTOR INDEX `vec_idx_cosine_cosine` ((VEC_COSINE_DISTANCE(`cosine`))) USING HNSW;
