package io.github.jtidb.client;

/** What {@link TiDBClient#createTable(Class, IfExists)} does when the table is there already. Immutable. */
public enum IfExists {
    /** Refuse, and leave the table as it is. */
    RAISE,
    /** Drop the table with all its rows, and create it anew. */
    OVERWRITE,
    /** Keep the table with all its rows, and use it. */
    SKIP
}
