package io.github.jtidb.client;

import io.github.jtidb.client.internal.jdbc.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be done within {@link TiDBClient#transaction}: statements that are all kept, or none of them, and that see what those
 * before them wrote.
 *
 * <pre>{@code
 * client.transaction(tx -> {
 *     Table<Account> accounts = tx.table(this.accounts);
 *     accounts.update(Map.of("balance", 90), Filter.eq("id", 1));
 *     return accounts.update(Map.of("balance", 110), Filter.eq("id", 2));
 * });
 * }</pre>
 *
 * <p>After a failed statement it takes no other. It is of no use once the work has ended. Not thread-safe.
 */
public final class Transaction {

    private final Session session;

    Transaction(Session session) {
        this.session = session;
    }

    /**
     * A table within this transaction.
     *
     * @param table a table of the same client
     * @return the same table, whose every call is a part of the transaction
     * @param <T> the table's class
     * @throws IllegalArgumentException if it belongs to another client or another database
     */
    public <T> Table<T> table(Table<T> table) {
        return table.in(session);
    }

    /**
     * Runs a statement as a part of the transaction.
     *
     * @param sql as in {@link TiDBClient#execute(String)}
     * @return how many rows it changed
     * @throws IllegalArgumentException if it would end the transaction, as COMMIT, and CREATE TABLE in most databases
     * @throws StatementException if the database refuses
     */
    public long execute(String sql) {
        return execute(sql, Map.of());
    }

    /**
     * Runs a statement with values as a part of the transaction.
     *
     * @param sql as in {@link TiDBClient#execute(String, Map)}
     * @param parameters a value for each name
     * @return how many rows it changed
     * @throws IllegalArgumentException if names and values do not fit, or it would end the transaction
     * @throws StatementException if the database refuses
     */
    public long execute(String sql, Map<String, ? extends @Nullable Object> parameters) {
        return RawSql.execute(session, sql, parameters);
    }

    /**
     * Runs a query as a part of the transaction.
     *
     * @param sql as in {@link TiDBClient#query(String)}
     * @return its rows
     * @throws StatementException if the database refuses
     */
    public QueryResult query(String sql) {
        return query(sql, Map.of());
    }

    /**
     * Runs a query with values as a part of the transaction.
     *
     * @param sql as in {@link TiDBClient#query(String, Map)}
     * @param parameters a value for each name
     * @return its rows
     * @throws IllegalArgumentException if names and values do not fit
     * @throws StatementException if the database refuses
     */
    public QueryResult query(String sql, Map<String, ? extends @Nullable Object> parameters) {
        return RawSql.query(session, sql, parameters);
    }
}
