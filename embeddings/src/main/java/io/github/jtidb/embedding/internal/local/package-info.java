/** The provider {@code local}: models in this JVM, run by ONNX Runtime; start at {@code LocalProvider}. Not API. */
package io.github.jtidb.embedding.internal.local;
