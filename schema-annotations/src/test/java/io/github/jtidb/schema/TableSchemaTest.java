package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableSchemaTest {

    @TableModel("sample_documents")
    record Document(
            @Id Integer id,
            @Text String content,

            @VectorField(sourceField = "content", model = "local/all-MiniLM-L6-v2")
            float[] embedding,

            @Column(unique = true) Instant createdAt) {}

    @TableModel("sample_documents")
    record Twin(
            @Id Integer id,
            @Text String content,

            @VectorField(sourceField = "content", model = "local/all-MiniLM-L6-v2")
            float[] embedding,

            @Column(unique = true) Instant createdAt) {}

    private static final TableSchema SCHEMA = TableSchema.of(Document.class);

    @Test
    void of_theExample() {
        assertThat(SCHEMA)
                .hasToString("sample_documents(id INT, content TEXT, embedding VECTOR, created_at DATETIME)")
                .returns("sample_documents", TableSchema::name);
        assertThat(SCHEMA.javaClass()).hasValue(Document.class);
        assertThat(SCHEMA.keyColumns()).containsExactly(SCHEMA.columns().get(0));
        assertThat(SCHEMA.vectorColumns()).containsExactly(SCHEMA.columns().get(2));
        assertThat(SCHEMA.fullTextColumns()).isEmpty();
    }

    @Test
    void of_again() {
        assertThat(TableSchema.of(Document.class)).isSameAs(SCHEMA);
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without a null checker must be told, too.
    void of_null() {
        assertThatThrownBy(() -> TableSchema.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("table");
    }

    @Test
    void equals_twoReads() {
        TableSchema read = SchemaReader.read(Document.class);
        assertThat(read).isNotSameAs(SCHEMA).isEqualTo(SCHEMA).hasSameHashCodeAs(SCHEMA);
        assertThat(read.columns()).isEqualTo(SCHEMA.columns());
        assertThat(read.columns().get(1))
                .isNotSameAs(SCHEMA.columns().get(1))
                .hasSameHashCodeAs(SCHEMA.columns().get(1));
    }

    @Test
    void equals_otherSchema() {
        assertThat(TableSchema.of(Twin.class)).isNotEqualTo(SCHEMA);
        assertThat(TableSchema.of(Twin.class).columns()).isEqualTo(SCHEMA.columns());
        assertThat(SCHEMA.withDimensions("embedding", 3)).isNotEqualTo(SCHEMA);
        assertThat(SCHEMA.columns()).doesNotHaveDuplicates();
    }

    @Test
    void lists_cannotBeChanged() {
        for (List<?> list : List.of(
                SCHEMA.columns(),
                SCHEMA.keyColumns(),
                SCHEMA.vectorColumns(),
                SCHEMA.fullTextColumns(),
                SCHEMA.indexes(),
                SCHEMA.indexes().get(0).columns())) {
            assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void indexSchema_copiesItsColumns() {
        List<ColumnSchema> columns = new ArrayList<>(SCHEMA.keyColumns());
        TableSchema.IndexSchema index = new TableSchema.IndexSchema("i", columns, false);
        columns.clear();
        assertThat(index.columns()).isEqualTo(SCHEMA.keyColumns());
    }

    @Test
    void column_byName() {
        ColumnSchema createdAt = SCHEMA.columns().get(3);
        assertThat(SCHEMA.column("createdAt")).hasValue(createdAt);
        assertThat(SCHEMA.column("created_at")).hasValue(createdAt);
        assertThat(SCHEMA.column("CREATED_AT")).hasValue(createdAt);
        assertThat(SCHEMA.column("createdat")).isEmpty();
        assertThat(SCHEMA.column("")).isEmpty();
    }

    @Test
    void column_fieldsThatDifferInCase() {
        @TableModel
        record Cased(
                @Id int id,
                @Column(name = "a") int userId,
                @Column(name = "b") int userid) {}
        TableSchema schema = TableSchema.of(Cased.class);
        assertThat(schema.requireColumn("userId").name()).isEqualTo("a");
        assertThat(schema.requireColumn("userid").name()).isEqualTo("b");
        assertThat(schema.column("USERID")).isEmpty();
    }

    @Test
    void requireColumn_unknown() {
        assertThatThrownBy(() -> SCHEMA.requireColumn("createAt"))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        Document.class.getName() + ": the table sample_documents has no column 'createAt' (did you mean"
                                + " 'createdAt'?). Name one of id, content, embedding, createdAt (created_at).");
        assertThatThrownBy(() -> SCHEMA.requireColumn("price"))
                .hasMessageContaining("no column 'price'. Name one of id, content");
    }

    @Test
    void withDimensions_unknownSoFar() {
        TableSchema known = SCHEMA.withDimensions("EMBEDDING", 384);
        assertThat(known)
                .hasToString("sample_documents(id INT, content TEXT, embedding VECTOR(384), created_at DATETIME)");
        assertThat(known.indexes()).isEqualTo(SCHEMA.indexes());
        assertThat(known.javaClass()).hasValue(Document.class);
        ColumnSchema.Vector before = SCHEMA.requireColumn("embedding").vector().orElseThrow();
        ColumnSchema.Vector after = known.requireColumn("embedding").vector().orElseThrow();
        assertThat(before.dimensions()).isEmpty();
        assertThat(after)
                .isEqualTo(new ColumnSchema.Vector(
                        OptionalInt.of(384), before.metric(), before.index(), before.sourceField(), before.model()));
    }

    @Test
    void withDimensions_declared() {
        TableSchema known = SCHEMA.withDimensions("embedding", 384);
        assertThat(known.withDimensions("embedding", 384)).isSameAs(known);
        assertThatThrownBy(() -> known.withDimensions("embedding", 385))
                .isInstanceOf(SchemaException.class)
                .hasMessage(Document.class.getName()
                        + ": the field embedding has 384 dimensions, but 385 were given. Correct"
                        + " @VectorField(dimensions = ...), or choose a model that fits it.");
    }

    @Test
    void withDimensions_refused() {
        for (int dimensions : new int[] {-1, 0, 16384}) {
            assertThatThrownBy(() -> SCHEMA.withDimensions("embedding", dimensions))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("the field embedding cannot have " + dimensions
                            + " dimensions; expected 1 to 16383. Check");
        }
        assertThatThrownBy(() -> SCHEMA.withDimensions("content", 3))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the field content is no vector column. Name a field with @VectorField.");
        assertThatThrownBy(() -> SCHEMA.withDimensions("embeding", 3))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("did you mean 'embedding'?");
    }

    @Test
    void of_refusedClass() {
        @TableModel
        record NoKey(int x) {}
        // A failure is not remembered as a schema.
        for (int i = 0; i < 2; i++) {
            Refused.assertRefused(NoKey.class, "", "the class has no key", "Put @Id");
        }
    }
}
