package io.github.jtidb.client.internal.table;

import io.github.jtidb.client.internal.dialect.ColumnComment;
import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.jdbc.Session;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.FullTextField.Parser;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.DistanceMetric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the schema of a table from the database that holds it, whoever made it. Not thread-safe. */
public final class StoredSchema {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSchema.class);

    private static final String PRIMARY = "PRIMARY";

    /** The first argument may have the mark of its character set, and quotes that the catalogue has escaped. */
    private static final Pattern EMBED_TEXT = Pattern.compile("(?is)\\(*\\s*embed_text\\s*\\(\\s*(?:_\\w+\\s*)?"
            + "\\\\?(['\"])(?<model>[^'\"\\\\]+)\\\\?\\1\\s*,\\s*"
            + "(?:`(?:[^`]|``)+`\\.|\\w+\\.)*(?:`(?<quoted>(?:[^`]|``)+)`|(?<plain>[\\w$]+))\\s*(?:,.*)?\\)");

    private static final Pattern VECTOR_INDEX =
            Pattern.compile("(?i)VEC_(?<metric>COSINE|L2)_DISTANCE\\s*\\(\\s*`(?<column>(?:[^`]|``)+)`\\s*\\)");

    /** seekdb's. */
    private static final Pattern VECTOR_KEY =
            Pattern.compile("(?i)VECTOR KEY\\s*`(?:[^`]|``)+`\\s*\\(\\s*`(?<column>(?:[^`]|``)+)`\\s*\\)\\s*WITH\\s*\\("
                    + "DISTANCE=(?<metric>COSINE|L2|INNER_PRODUCT)");

    private static final Pattern FULLTEXT_INDEX = Pattern.compile("(?i)FULLTEXT (?:INDEX|KEY)\\s*`(?:[^`]|``)+`\\s*"
            + "\\(\\s*`(?<column>(?:[^`]|``)+)`\\s*\\)(?:[^,\\n]*WITH PARSER `?(?<parser>\\w+))?");

    private record StoredColumn(
            String name,
            String type,
            boolean nullable,
            @Nullable String defaultValue,
            String extra,
            String comment,
            String expression) {

        static StoredColumn read(ResultSet row) throws SQLException {
            return new StoredColumn(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3).equalsIgnoreCase("YES"),
                    row.getString(4),
                    text(row.getString(5)).toLowerCase(Locale.ROOT),
                    text(row.getString(6)),
                    text(row.getString(7)));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }

        boolean generated() {
            // TiDB and MySQL also say DEFAULT_GENERATED, of a default that is an expression.
            return extra.contains("stored generated") || extra.contains("virtual generated");
        }

        boolean counts() {
            return extra.contains("auto_increment") || extra.contains("auto_random");
        }
    }

    private record StoredIndexColumn(
            String index, boolean unique, @Nullable String column, boolean part, boolean ordinary) {

        static StoredIndexColumn read(ResultSet row) throws SQLException {
            String type = row.getString("Index_type").toUpperCase(Locale.ROOT);
            return new StoredIndexColumn(
                    row.getString("Key_name"),
                    row.getInt("Non_unique") == 0,
                    row.getString("Column_name"),
                    row.getString("Sub_part") != null,
                    type.equals("BTREE") || type.equals("HASH"));
        }
    }

    private final Dialect dialect;
    private final String table;
    private final List<StoredColumn> columns;
    private final List<StoredIndexColumn> indexes;
    private final Map<String, DistanceMetric> metrics = new LinkedHashMap<>();
    private final Map<String, Parser> parsers = new LinkedHashMap<>();

    private StoredSchema(Session session, String table) {
        this.dialect = session.dialect();
        this.table = table;
        this.columns = session.query(dialect.describeColumns(table), StoredColumn::read);
        this.indexes =
                columns.isEmpty() ? List.of() : session.query(dialect.listIndexes(table), StoredIndexColumn::read);
        Optional<Sql> definition = dialect.describeTable(table);
        if (definition.isPresent() && !columns.isEmpty()) {
            session.query(definition.get(), row -> row.getString(2)).forEach(this::readDefinition);
        }
    }

    /**
     * Reads a table, which is there.
     *
     * @throws SchemaException if it has no primary key, or a column that nothing here can hold
     */
    public static TableSchema read(Session session, String table) {
        StoredSchema stored = new StoredSchema(session, table);
        if (stored.columns.isEmpty()) {
            throw new SchemaException(
                    "There is no table '" + table + "' in the database '" + session.name() + "' any more.");
        }
        if (stored.indexes.stream().noneMatch(column -> column.index.equals(PRIMARY))) {
            throw new SchemaException(
                    "Table '" + table + "' in the database '" + session.name()
                            + "' has no primary key, by which its rows are known: give it one, or use query(sql) and execute(sql).");
        }
        try {
            return stored.schema(true);
        } catch (IllegalArgumentException | SchemaException e) {
            // Without comments it throws again if it is not they that are wrong.
            TableSchema schema = stored.schema(false);
            LOG.warn("Ignoring the comments of table '{}', of which one cannot be used: {}", table, e.getMessage());
            return schema;
        }
    }

    /** Vector and full-text indexes: the catalogue has their names, and only the definition says what they are. */
    private void readDefinition(String definition) {
        Matcher vector = VECTOR_INDEX.matcher(definition);
        while (vector.find()) {
            metrics.putIfAbsent(
                    name(vector.group("column")),
                    DistanceMetric.valueOf(vector.group("metric").toUpperCase(Locale.ROOT)));
        }
        Matcher key = VECTOR_KEY.matcher(definition);
        while (key.find()) {
            String metric = key.group("metric").toUpperCase(Locale.ROOT);
            metrics.putIfAbsent(
                    name(key.group("column")),
                    metric.equals("INNER_PRODUCT")
                            ? DistanceMetric.NEGATIVE_INNER_PRODUCT
                            : DistanceMetric.valueOf(metric));
        }
        Matcher words = FULLTEXT_INDEX.matcher(definition);
        while (words.find()) {
            // What TiDB and seekdb call it.
            boolean mixed = "multilingual".equalsIgnoreCase(words.group("parser"))
                    || "ik".equalsIgnoreCase(words.group("parser"));
            parsers.put(name(words.group("column")), mixed ? Parser.MULTILINGUAL : Parser.STANDARD);
        }
    }

    private static String name(String quoted) {
        return quoted.replace("``", "`").toLowerCase(Locale.ROOT);
    }

    private TableSchema schema(boolean comments) {
        TableSchema.Builder schema = TableSchema.builder(table);
        for (StoredColumn column : columns) {
            schema.column(column(column, comments));
        }
        Map<String, List<StoredIndexColumn>> byName = new LinkedHashMap<>();
        for (StoredIndexColumn column : indexes) {
            byName.computeIfAbsent(column.index, name -> new ArrayList<>()).add(column);
        }
        byName.remove(PRIMARY);
        byName.forEach((name, parts) -> {
            if (isDescribable(parts) && !isOfUniqueColumn(parts)) {
                String[] names = parts.stream().map(StoredIndexColumn::column).toArray(String[]::new);
                schema.index(name, parts.get(0).unique, names);
            }
        });
        return schema.build();
    }

    /** An index over whole columns; one of expressions or of the beginnings of texts is none of ours. */
    private static boolean isDescribable(List<StoredIndexColumn> parts) {
        return parts.stream().allMatch(part -> part.ordinary && part.column != null && !part.part);
    }

    /** Whether the index is that of a unique column, by its name. */
    private static boolean isOfUniqueColumn(List<StoredIndexColumn> parts) {
        StoredIndexColumn first = parts.get(0);
        return parts.size() == 1 && first.unique && first.index.equalsIgnoreCase("uq_" + first.column);
    }

    private ColumnSchema.Builder column(StoredColumn stored, boolean comments) {
        ColumnSchema.Builder column =
                StoredType.parse(stored.type).column(table, stored.name).generated(stored.generated());
        if (!stored.nullable) {
            column.notNull();
        }
        if (indexes.stream().anyMatch(part -> part.index.equals(PRIMARY) && stored.name.equals(part.column))) {
            column.key();
        }
        if (indexes.stream().anyMatch(part -> stored.name.equals(part.column) && isOfUniqueColumn(List.of(part)))) {
            column.unique();
        }
        if (stored.counts()) {
            column.autoIncrement();
        } else if (!stored.generated()) {
            StoredDefault.read(dialect, stored.type, stored.defaultValue, stored.extra, column);
        }
        String name = stored.name.toLowerCase(Locale.ROOT);
        Optional.ofNullable(metrics.get(name)).ifPresent(column::metric);
        Optional.ofNullable(parsers.get(name)).ifPresent(parser -> column.fullText(parser, true));
        if (comments) {
            ColumnComment.read(stored.comment, column);
        }
        Matcher embedded = EMBED_TEXT.matcher(stored.expression);
        if (embedded.lookingAt()) {
            String quoted = embedded.group("quoted");
            column.model(embedded.group("model").strip())
                    .sourceField(quoted == null ? embedded.group("plain") : quoted.replace("``", "`"));
        }
        return column;
    }
}
