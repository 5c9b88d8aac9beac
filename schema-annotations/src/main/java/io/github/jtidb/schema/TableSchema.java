package io.github.jtidb.schema;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a table is made of: its name, columns, key and indexes, read from a class with {@link TableModel}, described by
 * {@link #builder}, or read from a database.
 *
 * <pre>{@code
 * TableSchema schema = TableSchema.of(Document.class);
 * schema.name();                    // sample_documents
 * schema.requireColumn("content");  // content TEXT
 * }</pre>
 *
 * <p>Two are equal when everything they say is equal. Immutable.
 */
public final class TableSchema {

    /** Keeps each schema in its class, so that neither outlives the other's class loader. */
    private static final ClassValue<TableSchema> SCHEMAS = new ClassValue<>() {
        @Override
        protected TableSchema computeValue(Class<?> table) {
            return SchemaReader.read(table);
        }
    };

    private final @Nullable Class<?> javaClass;
    private final String name;
    private final ColumnLookup columns;
    private final List<IndexSchema> indexes;
    private final List<Relation> relations;

    TableSchema(
            @Nullable Class<?> javaClass,
            String name,
            List<ColumnSchema> columns,
            List<IndexSchema> indexes,
            List<Relation> relations) {
        this.javaClass = javaClass;
        this.name = name;
        this.columns = new ColumnLookup(columns);
        this.indexes = List.copyOf(indexes);
        this.relations = List.copyOf(relations);
    }

    /**
     * The schema of a table class. Each class is read once, in time linear in its members but for the comparison of their
     * names; later calls return the same instance.
     *
     * @param table a record or a plain class with {@link TableModel}
     * @return its schema
     * @throws SchemaException if the class or a member of it breaks a rule of the annotations; the message names class,
     *     member, what is wrong, and the remedy
     */
    public static TableSchema of(Class<?> table) {
        return SCHEMAS.get(Objects.requireNonNull(table, "table"));
    }

    /**
     * Begins the schema of a table without a class:
     *
     * <pre>{@code
     * TableSchema.builder("sample_documents")
     *         .column(ColumnSchema.builder("id", ColumnType.INT).key().autoIncrement())
     *         .column(ColumnSchema.builder("content", ColumnType.TEXT))
     *         .column(ColumnSchema.builder("embedding", ColumnType.VECTOR)
     *                 .sourceField("content")
     *                 .model("local/all-MiniLM-L6-v2"))
     *         .build();
     * }</pre>
     *
     * @param name the table's name in the database, not quoted
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * The table's name in the database, not quoted.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The class the schema was read from, whose objects are rows.
     *
     * @return the class, or empty for a table that has none
     */
    public Optional<Class<?>> javaClass() {
        return Optional.ofNullable(javaClass);
    }

    /**
     * All columns.
     *
     * @return the columns in the order of declaration, at least one
     */
    public List<ColumnSchema> columns() {
        return columns.all();
    }

    /**
     * The columns of the key.
     *
     * @return the columns in the order of declaration, at least one
     */
    public List<ColumnSchema> keyColumns() {
        return columns.all().stream().filter(ColumnSchema::key).toList();
    }

    /**
     * The columns searched by distance.
     *
     * @return the columns of type VECTOR in the order of declaration, perhaps none
     */
    public List<ColumnSchema> vectorColumns() {
        return columns.all().stream()
                .filter(column -> column.vector().isPresent())
                .toList();
    }

    /**
     * The columns searched by words.
     *
     * @return the columns with {@link FullTextField} in the order of declaration, perhaps none
     */
    public List<ColumnSchema> fullTextColumns() {
        return columns.all().stream()
                .filter(column -> column.fullText().isPresent())
                .toList();
    }

    /**
     * Every ordinary index: first one for each column that is {@link Column#unique unique} by itself, then those of
     * {@link TableModel#indexes}. The key, vector and full-text indexes are not among them.
     *
     * @return the indexes, perhaps none
     */
    public List<IndexSchema> indexes() {
        return indexes;
    }

    /**
     * The fields that hold rows of other tables.
     *
     * @return the relations in the order of declaration, perhaps none
     */
    public List<Relation> relations() {
        return relations;
    }

    /**
     * Finds a column by its Java field name (in its exact case) or else its column name (in any case).
     *
     * @param fieldOrColumnName the name
     * @return the column, or empty if there is none
     */
    public Optional<ColumnSchema> column(String fieldOrColumnName) {
        return columns.find(fieldOrColumnName);
    }

    /**
     * Finds a column as {@link #column} does, and fails if there is none.
     *
     * @param fieldOrColumnName the name
     * @return the column
     * @throws SchemaException if there is none; the message lists the columns and suggests the nearest
     */
    public ColumnSchema requireColumn(String fieldOrColumnName) {
        return columns.find(fieldOrColumnName)
                .orElseThrow(() -> Refusal.of(
                        owner(),
                        "the table " + name + " has no column '" + fieldOrColumnName + "'"
                                + columns.hint(fieldOrColumnName),
                        "Name one of " + columns.describe()));
    }

    /**
     * This schema with the number of dimensions of a vector column, for when its model has told them.
     *
     * @param field the Java field name or column name of a vector column
     * @param dimensions the number of dimensions, 1 to 16383
     * @return the changed copy, or this schema if it says so already
     * @throws SchemaException if there is no such vector column, the number is out of range, or another number is declared
     */
    public TableSchema withDimensions(String field, int dimensions) {
        ColumnSchema changed = requireColumn(field);
        ColumnSchema.Vector vector = changed.vector()
                .orElseThrow(() -> refuse(changed, "is no vector column", "Name a field with @VectorField"));
        if (dimensions < 1 || dimensions > VectorReader.MAX_DIMENSIONS) {
            throw refuse(
                    changed,
                    "cannot have " + dimensions + " dimensions; expected 1 to " + VectorReader.MAX_DIMENSIONS,
                    "Check what the model says of its vectors");
        }
        OptionalInt declared = vector.dimensions();
        if (declared.isPresent() && declared.getAsInt() != dimensions) {
            throw refuse(
                    changed,
                    "has " + declared.getAsInt() + " dimensions, but " + dimensions + " were given",
                    "Correct @VectorField(dimensions = ...), or choose a model that fits it");
        }
        if (declared.isPresent()) {
            return this;
        }
        ColumnSchema known = changed.withVector(vector.withDimensions(dimensions));
        List<ColumnSchema> all = columns.all().stream()
                .map(column -> column.equals(changed) ? known : column)
                .toList();
        return new TableSchema(javaClass, name, all, indexes, relations);
    }

    /** What messages name as the place of the schema. */
    private Type owner() {
        return javaClass == null ? new TableName(name) : javaClass;
    }

    private SchemaException refuse(ColumnSchema column, String wrong, String remedy) {
        return Refusal.of(owner(), "the field " + column.field() + " " + wrong, remedy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableSchema schema
                && javaClass == schema.javaClass
                && name.equals(schema.name)
                && columns.all().equals(schema.columns.all())
                && indexes.equals(schema.indexes)
                && relations.equals(schema.relations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(javaClass, name, columns.all(), indexes, relations);
    }

    /**
     * The table in brief, for messages; not SQL.
     *
     * @return such as {@code sample_documents(id INT, content TEXT, embedding VECTOR)}
     */
    @Override
    public String toString() {
        return columns.all().stream().map(ColumnSchema::toString).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /**
     * A field that holds a row of another table. Immutable.
     *
     * @param field the field's name
     * @param target the other table's class
     * @param source the column of this table that holds the other row's key
     */
    public record Relation(String field, Class<?> target, ColumnSchema source) {}

    /**
     * An ordinary index. Immutable.
     *
     * @param name its name in the database, not quoted
     * @param columns its columns, in the order of the index
     * @param unique whether no two rows may have the same values in them
     */
    public record IndexSchema(String name, List<ColumnSchema> columns, boolean unique) {

        /**
         * Copies the list.
         *
         * @param name the index's name
         * @param columns its columns
         * @param unique whether it is unique
         */
        public IndexSchema {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Describes a table without a class, step by step. Not thread-safe.
     */
    public static final class Builder {

        private record IndexParts(String name, List<String> columns, boolean unique) {}

        private final TableName name;
        private final List<ColumnSchema.Builder> columns = new ArrayList<>();
        private final List<IndexParts> indexes = new ArrayList<>();

        private Builder(String name) {
            this.name = new TableName(Objects.requireNonNull(name, "name"));
        }

        /**
         * Adds a column.
         *
         * @param column the column
         * @return this builder
         */
        public Builder column(ColumnSchema.Builder column) {
            columns.add(Objects.requireNonNull(column, "column"));
            return this;
        }

        /**
         * Adds an ordinary index; one of a column that is unique by itself is made by {@link ColumnSchema.Builder#unique}.
         *
         * @param index its name, or empty for one made from its columns as with {@link Index#name}
         * @param unique whether no two rows may have the same values in it
         * @param columnNames its columns, in the order of the index
         * @return this builder
         */
        public Builder index(String index, boolean unique, String... columnNames) {
            indexes.add(new IndexParts(index, List.of(columnNames), unique));
            return this;
        }

        /**
         * Checks all that was said.
         *
         * @return the schema
         * @throws SchemaException if it breaks a rule that a table class would break, too: the message names table, column,
         *     what is wrong, and the remedy
         */
        public TableSchema build() {
            Names.faultOfTable(name.name()).ifPresent(fault -> {
                throw Refusal.of(name, "the table name " + fault, "Choose another");
            });
            SchemaReader.refuseCount(name, columns);
            List<ColumnSchema> built =
                    columns.stream().map(column -> column.build(name)).toList();
            ColumnClashes.refuse(name, built);
            refuseKeys(built);
            ColumnLookup lookup = new ColumnLookup(built);
            IndexReader reader = new IndexReader(name, lookup);
            reader.addUnique();
            for (IndexParts index : indexes) {
                reader.add(index.name, index.columns, index.unique);
            }
            return new TableSchema(null, name.name(), VectorSources.resolve(name, lookup), reader.indexes(), List.of());
        }

        private void refuseKeys(List<ColumnSchema> built) {
            List<ColumnSchema> keys = built.stream().filter(ColumnSchema::key).toList();
            if (keys.isEmpty()) {
                throw Refusal.of(name, "the table has no key", "Mark the column that identifies a row with key()");
            }
            if (keys.size() == 1 && keys.get(0).unique()) {
                throw Refusal.of(name, "the sole key " + keys.get(0) + " is unique already", "Remove unique()");
            }
            if (built.stream().filter(ColumnSchema::autoIncrement).count() > 1) {
                throw Refusal.of(name, "several columns are generated by counting", "Keep one autoIncrement()");
            }
            IndexLimits.check(name, "the key", keys);
        }
    }
}
