/** One table at work: the class bound to the database, the writing of rows and the running of searches. */
package io.github.jtidb.client.internal.table;
