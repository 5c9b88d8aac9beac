/** Amazon Bedrock: Titan and Cohere. Not API. */
package io.github.jtidb.embedding.internal.bedrock;
