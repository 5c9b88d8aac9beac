/**
 * Models in a folder that read texts and images alike, CLIP and SigLIP, run by ONNX Runtime; start at {@code
 * ClipEmbeddingFunction}. Not API.
 */
package io.github.jtidb.embedding.internal.clip;
