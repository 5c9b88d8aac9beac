package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.internal.dialect.QueryPlan;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.client.internal.mapping.RowMapper;
import io.github.jtidb.client.internal.mapping.VectorCodec;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills the fields that hold rows of other tables: for each such field one statement reads all the rows that are named, so that
 * a thousand hits cost no more statements than one. Immutable.
 */
final class RelatedRows {

    /** A statement names so many keys at most. */
    private static final int MOST_KEYS = 1_000;

    private record Relation(int field, int source, TableSchema target, RowMapper<?> mapper) {}

    private final List<Relation> relations = new ArrayList<>();

    /**
     * Prepares the reading.
     *
     * @throws SchemaException if a related class is no table class, or its key does not fit
     */
    RelatedRows(TableSchema table, VectorCodec codec) {
        int field = table.columns().size();
        for (TableSchema.Relation relation : table.relations()) {
            TableSchema target = TableSchema.of(relation.target());
            ColumnSchema source = relation.source();
            List<ColumnSchema> key = target.keyColumns();
            if (key.size() != 1 || key.get(0).type() != source.type()) {
                throw new SchemaException("Table '" + table.name() + "', field '" + relation.field() + "': its key is '"
                        + source + "', and table '" + target.name() + "' has the key " + key
                        + ". Expected one key column of the same type: change the type of field '" + source.field()
                        + "'.");
            }
            RowMapper<?> mapper = new RowMapper<>(relation.target(), target, codec);
            relations.add(new Relation(field++, table.columns().indexOf(source), target, mapper));
        }
    }

    /** Fills the related rows of some rows. */
    void load(Session session, List<@Nullable Object[]> rows) {
        for (Relation relation : relations) {
            Set<Object> keys = new LinkedHashSet<>();
            for (@Nullable Object[] row : rows) {
                Object key = row[relation.source];
                if (key != null) {
                    keys.add(key);
                }
            }
            Map<Object, Object> found = find(session, relation, new ArrayList<>(keys));
            for (@Nullable Object[] row : rows) {
                Object key = row[relation.source];
                row[relation.field] = key == null ? null : found.get(key);
            }
        }
    }

    private static Map<Object, Object> find(Session session, Relation relation, List<Object> keys) {
        ColumnSchema key = relation.target.keyColumns().get(0);
        int position = relation.target.columns().indexOf(key);
        Map<Object, Object> found = new HashMap<>();
        for (int start = 0; start < keys.size(); start += MOST_KEYS) {
            List<Object> some = keys.subList(start, Math.min(keys.size(), start + MOST_KEYS));
            QueryPlan plan = new QueryPlan(relation.target, Filter.in(key.field(), some), List.of(), Long.MAX_VALUE, 0);
            for (@Nullable
            Object[] row : session.query(
                    session.dialect().select(plan), set -> relation.mapper.values(set, relation.target.columns()))) {
                found.put(row[position], relation.mapper.instance(row));
            }
        }
        return found;
    }
}
