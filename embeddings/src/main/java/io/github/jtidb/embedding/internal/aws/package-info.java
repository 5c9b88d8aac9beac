/** What requests to Amazon Web Services need: credentials, a region, a signature. Not API. */
package io.github.jtidb.embedding.internal.aws;
