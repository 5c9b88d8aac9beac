package io.github.jtidb.client;

/** What creating something does when it is there already: a table, an index or a database. Immutable. */
public enum IfExists {
    /** Refuse, and leave it as it is. */
    RAISE,
    /** Drop it, a table with all its rows, and create it anew. */
    OVERWRITE,
    /** Keep it, a table with all its rows, and use it. */
    SKIP
}
