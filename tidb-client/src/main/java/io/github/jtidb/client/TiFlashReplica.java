package io.github.jtidb.client;

/**
 * The copy of a table in TiFlash, on which TiDB's vector and full-text indexes stand. Immutable.
 *
 * @param count how many times TiFlash holds the table, 1 or more
 * @param available whether it can be read; once it was, it stays so while new rows arrive
 * @param progress the part of the table that is copied, 0 to 1
 */
public record TiFlashReplica(int count, boolean available, double progress) {}
