/** What the rules of table classes know of a class, whether it is loaded or still source. */
package io.github.jtidb.schema.internal;
