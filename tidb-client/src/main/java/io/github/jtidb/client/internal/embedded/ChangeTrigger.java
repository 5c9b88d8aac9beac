package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.client.internal.dialect.EmbeddedIndexSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Notes each row that is written in the table of the changes, within the transaction that writes it: a rollback takes the
 * note back, too. H2 makes one for each trigger, by this class's name, which therefore cannot change. A watched table has
 * two, whose names hold its watch: a random number that stays when the table is renamed or altered and that no other table
 * gets. Thread-safe.
 */
public final class ChangeTrigger implements Trigger {

    /** No table's watch. */
    static final long NO_WATCH = 0;

    /** An ALTER that copies the table names the copies of its triggers anew and puts a prefix before the name, for a while. */
    private static final Pattern NAME = Pattern.compile("jtidb_([0-9a-f]{1,16})_(?:written|deleted)$");

    private volatile long watch;
    private volatile @Nullable H2Table table;

    /** For H2. */
    public ChangeTrigger() {}

    /** The name of a trigger. */
    static String name(long watch, boolean delete) {
        return "jtidb_" + Long.toHexString(watch) + (delete ? "_deleted" : "_written");
    }

    /** The watch of a trigger's name. */
    static long watch(String trigger) {
        Matcher matcher = NAME.matcher(trigger);
        return matcher.find() ? Long.parseUnsignedLong(matcher.group(1), 16) : NO_WATCH;
    }

    @Override
    public void init(
            Connection connection, String schemaName, String triggerName, String tableName, boolean before, int type)
            throws SQLException {
        H2Session session = H2Session.of(connection);
        watch = watch(triggerName);
        table = Objects.requireNonNull(session.table(schemaName, tableName));
        IndexEngine engine = IndexEngine.of(session);
        if (engine != null && !triggerName.equals(name(watch, before))) {
            engine.tableAltered(watch);
        }
    }

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] oldRow, @Nullable Object @Nullable [] newRow)
            throws SQLException {
        H2Session session = H2Session.of(connection);
        long row = rowId(connection, newRow == null ? Objects.requireNonNull(oldRow) : newRow);
        session.addChange(watch, row);
        int column = watched().rowIdColumn();
        if (oldRow != null && newRow != null && column >= 0) {
            long old = number(oldRow[column]);
            if (old != row) {
                session.addChange(watch, old);
            }
        }
        IndexEngine engine = IndexEngine.of(session);
        if (engine != null) {
            engine.changed();
        }
    }

    private long rowId(Connection connection, @Nullable Object[] row) throws SQLException {
        H2Table watched = watched();
        if (watched.rowIdColumn() >= 0) {
            return number(row[watched.rowIdColumn()]);
        }
        int[] keys = watched.keyColumns();
        List<String> names = new ArrayList<>();
        for (int key : keys) {
            names.add(Objects.requireNonNull(watched.column(key)));
        }
        String sql = EmbeddedIndexSql.rowId(watched.schema(), watched.name(), names);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.length; i++) {
                statement.setObject(i + 1, row[keys[i]]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException(
                            "A changed row of table '" + watched.name() + "' cannot be found by its key.");
                }
                return rows.getLong(1);
            }
        }
    }

    private H2Table watched() {
        return Objects.requireNonNull(table);
    }

    private static long number(@Nullable Object key) {
        return ((Number) Objects.requireNonNull(key)).longValue();
    }

    /** The table is dropped, or replaced by an altered copy. */
    @Override
    public void remove() {
        H2Table old = table;
        IndexEngine engine = old == null ? null : IndexEngine.of(old.database());
        if (engine != null) {
            engine.tableGone();
        }
    }
}
