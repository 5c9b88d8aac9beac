package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.embedding.EmbeddingFunctions;
import io.github.jtidb.client.internal.embedding.RowEmbedder;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.client.internal.mapping.RowMapper;
import io.github.jtidb.client.internal.mapping.Values;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.embedding.ModelInfo;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A table, of a class or without one, bound to a database, or to a transaction on it: its schema with every dimension known, and what maps and
 * embeds its rows. As thread-safe as its session.
 *
 * @param session where its statements run
 * @param schema its schema
 * @param mapper between rows and instances
 * @param embedder what fills its vector columns
 * @param related what fills the fields that hold rows of other tables
 * @param functions the client's embedding functions
 * @param <T> the table's class, or a map
 */
public record BoundTable<T>(
        Session session,
        TableSchema schema,
        RowMapper<T> mapper,
        RowEmbedder embedder,
        RelatedRows related,
        EmbeddingFunctions functions) {

    /**
     * Binds a class. Its models are opened, so that an unknown one, or one of other dimensions, is found before the database
     * is touched.
     */
    public static <T> BoundTable<T> of(Class<T> type, Session session, EmbeddingFunctions functions) {
        TableSchema schema = withDimensions(TableSchema.of(type), session, functions);
        return of(new RowMapper<>(type, schema, session.dialect()), schema, session, functions);
    }

    /** Binds a schema without a class, likewise; rows are maps. */
    public static BoundTable<Map<String, @Nullable Object>> of(
            TableSchema described, Session session, EmbeddingFunctions functions) {
        TableSchema schema = withDimensions(described, session, functions);
        return of(RowMapper.ofMaps(schema, session.dialect()), schema, session, functions);
    }

    private static <T> BoundTable<T> of(
            RowMapper<T> mapper, TableSchema schema, Session session, EmbeddingFunctions functions) {
        RowEmbedder embedder = new RowEmbedder(schema, session.dialect(), functions);
        return new BoundTable<>(
                session, schema, mapper, embedder, new RelatedRows(schema, session.dialect()), functions);
    }

    private static TableSchema withDimensions(TableSchema schema, Session session, EmbeddingFunctions functions) {
        TableSchema known = schema;
        for (ColumnSchema column : schema.vectorColumns()) {
            known = withDimensions(known, column, session, functions);
        }
        return known;
    }

    /** The same table within a transaction. */
    public BoundTable<T> in(Session transaction) {
        return new BoundTable<>(transaction, schema, mapper, embedder, related, functions);
    }

    /** Reads the row with a key, whose parts stand in the order of the key columns. */
    public Sql selectByKey(List<? extends @Nullable Object> key) {
        List<ColumnSchema> columns = schema.keyColumns();
        List<Object> encoded = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnSchema column = columns.get(i);
            Object value = Objects.requireNonNull(key.get(i), column.field());
            encoded.add(Values.encode(session.dialect(), column, value));
        }
        return session.dialect().selectByKey(schema, encoded);
    }

    /** Reads rows with a statement whose first columns are the table's, and the rows that they are related to. */
    public List<T> read(Sql sql) {
        return instances(session.query(sql, row -> mapper.values(row, schema.columns())));
    }

    /** Makes instances of rows that were read, with the rows that they are related to. */
    List<T> instances(List<@Nullable Object[]> rows) {
        related.load(session, rows);
        return rows.stream().map(mapper::instance).toList();
    }

    private static TableSchema withDimensions(
            TableSchema schema, ColumnSchema column, Session session, EmbeddingFunctions functions) {
        ColumnSchema.Vector vector = column.vector().orElseThrow();
        OptionalInt declared = vector.dimensions();
        if (session.dialect().embedsOnServer(column)) {
            return declared.isPresent() ? schema : schema.withDimensions(column.field(), known(schema, column));
        }
        if (vector.model().isEmpty()) {
            return schema;
        }
        EmbeddingFunction function = functions.get(vector.model().get());
        if (declared.isPresent() && declared.getAsInt() != function.dimensions()) {
            throw new SchemaException("Table '" + schema.name() + "', field '" + column.field() + "' declares "
                    + declared.getAsInt() + " dimensions, but " + function.model() + " gives " + function.dimensions()
                    + ": drop the declared dimensions, or choose another model.");
        }
        return schema.withDimensions(column.field(), function.dimensions());
    }

    /** How long the vectors are that a server makes, as the catalogue has it. */
    private static int known(TableSchema schema, ColumnSchema column) {
        String model = column.vector().orElseThrow().model().orElseThrow();
        return Embeddings.info(model)
                .map(ModelInfo::dimensions)
                .orElseThrow(() -> new SchemaException("Table '" + schema.name() + "', field '" + column.field()
                        + "': the server embeds " + model + ", whose dimensions are not known here. Add them:"
                        + " @VectorField(dimensions = …)."));
    }
}
