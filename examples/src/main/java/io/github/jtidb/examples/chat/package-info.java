/** A small chat client, for the examples that have a language model answer from what a search found. */
package io.github.jtidb.examples.chat;
