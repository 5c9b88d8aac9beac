/** The provider {@code local}: models on the class path, run by ONNX Runtime; start at {@code LocalProvider}. Not API. */
package io.github.jtidb.embedding.internal.local;
