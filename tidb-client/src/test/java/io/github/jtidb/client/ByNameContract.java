package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Everything;
import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Ordered;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.schema.Column;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.FullTextField.Parser;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables without a class: opened by their names, or described step by step. */
@NullUnmarked // Values of rows that were stored are known not to be null.
abstract class ByNameContract {

    private final Words words = new Words();
    final TiDBClient client = open().embeddingFunction(words).build();

    /** A builder of a client of the database under test. */
    abstract TiDBClientBuilder open();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void openTable_madeByAClass_insertsReadsAndSearches() {
        client.createTable(Note.class, IfExists.OVERWRITE).insert(new Note(1L, "food", "apples and pears", null));

        Table<Map<String, Object>> notes = client.openTable("notes");
        Map<String, Object> row = new HashMap<>(Map.of("BODY", "ships at sea"));
        Map<String, Object> inserted = notes.insert(row);
        notes.bulkInsert(List.of(
                Map.of("id", 7, "body", "bread", "topic", "food"),
                Map.of("id", 8L, "vector", new float[64], "topic", "none")));

        assertThat(row).containsOnlyKeys("BODY");
        assertThat(inserted.keySet()).containsExactly("id", "topic", "body", "vector");
        assertThat(inserted.get("id")).isEqualTo(2L);
        assertThat((float[]) inserted.get("vector")).hasSize(64);
        assertThat(notes.get(7).orElseThrow()).containsEntry("body", "bread").containsEntry("topic", "food");
        assertThat(notes.search("the sea, with ships").limit(1).toList())
                .singleElement()
                .satisfies(hit -> assertThat(hit.row()).containsEntry("id", 2L).containsEntry("topic", null));
        assertThat(notes.search(words.embedQuery("bread"))
                        .filter(Filter.eq("topic", "food"))
                        .limit(1)
                        .toList())
                .extracting(hit -> hit.row().get("id"))
                .containsExactly(7L);

        assertThat(notes.update(Map.of("body", "rye bread"), Filter.eq("id", 7)))
                .isEqualTo(1);
        assertThat(notes.search("rye").limit(1).toList())
                .extracting(hit -> hit.row().get("id"))
                .containsExactly(7L);
        assertThat(notes.delete(Filter.eq("ID", 8))).isEqualTo(1);
        assertThat(notes.query().orderByDescending("id").toList())
                .extracting(note -> note.get("id"))
                .containsExactly(7L, 2L, 1L);
        client.useTransaction(tx -> tx.table(notes).insert(Map.of("topic", "tx")));
        assertThat(notes.rows()).isEqualTo(4);
    }

    @Test
    void openTable_madeByAClass_hasEverythingThatTheClassSays() {
        for (Class<?> type : List.of(Note.class, Ordered.class, Renamed.class, Metrics.class)) {
            TableSchema made = client.createTable(type, IfExists.OVERWRITE).schema();
            TableSchema read = client.openTable(made.name()).schema();

            assertThat(read.javaClass()).isEmpty();
            assertThat(read.columns()).hasSameSizeAs(made.columns());
            for (ColumnSchema column : made.columns()) {
                ColumnSchema found = read.requireColumn(column.name());
                assertThat(found).hasToString(column.toString());
                assertThat(found.nullable()).as(column.name()).isEqualTo(column.nullable());
                assertThat(found.key()).isEqualTo(column.key());
                assertThat(found.autoIncrement()).isEqualTo(column.autoIncrement());
                assertThat(found.defaultValue()).isEqualTo(column.defaultValue());
                assertThat(found.fullText()).isEqualTo(column.fullText());
                assertThat(found.vector().map(ColumnSchema.Vector::metric))
                        .isEqualTo(column.vector().map(ColumnSchema.Vector::metric));
                assertThat(found.vector().map(ColumnSchema.Vector::index))
                        .isEqualTo(column.vector().map(ColumnSchema.Vector::index));
                assertThat(found.vector().flatMap(ColumnSchema.Vector::model))
                        .isEqualTo(column.vector().flatMap(ColumnSchema.Vector::model));
                assertThat(found.vector().flatMap(ColumnSchema.Vector::sourceField))
                        .isEqualTo(column.vector()
                                .flatMap(ColumnSchema.Vector::sourceField)
                                .map(field -> made.requireColumn(field).name()));
            }
            assertThat(read.indexes().stream().map(ByNameContract::shape))
                    .containsExactlyInAnyOrderElementsOf(
                            made.indexes().stream().map(ByNameContract::shape).toList());
        }
    }

    private static List<Object> shape(TableSchema.IndexSchema index) {
        return List.of(
                index.unique(), index.columns().stream().map(ColumnSchema::name).toList());
    }

    @TableModel("renamed")
    record Renamed(
            @Id Long theId,
            @Text String bodyText,
            @Column(name = "a 'quoted\" name") String odd,

            @VectorField(sourceField = "bodyText", model = "test/words")
            float[] itsVector) {}

    @TableModel("metrics")
    record Metrics(
            @Id int id,

            @VectorField(dimensions = 2, metric = DistanceMetric.L1, index = IndexPolicy.NONE)
            float[] one,

            @VectorField(dimensions = 2, metric = DistanceMetric.L2)
            float[] two,

            @VectorField(dimensions = 2, metric = DistanceMetric.NEGATIVE_INNER_PRODUCT)
            float[] product,

            @Column(defaultValue = "true") boolean flag,
            @Column(defaultValue = "2026-01-31T23:59:59.5") LocalDateTime at,

            @Column(precision = 12, scale = 4, defaultValue = "1.5")
            BigDecimal price) {}

    @Test
    void openTable_columnsOfEveryType_giveWhatTheClassGives() {
        Table<Everything> typed = client.createTable(Everything.class, IfExists.OVERWRITE);
        typed.insert(Everything.least());
        typed.insert(Everything.most());

        Table<Map<String, Object>> table = client.openTable("everything");
        Map<String, Object> most = table.get(Everything.most().id()).orElseThrow();

        assertThat(most)
                .containsEntry("flag", true)
                .containsEntry("tiny", Byte.MAX_VALUE)
                .containsEntry("small", Short.MAX_VALUE)
                .containsEntry("number", Integer.MAX_VALUE)
                .containsEntry("big", Long.MAX_VALUE)
                .containsEntry("name", Everything.most().name())
                .containsEntry("price", Everything.most().price())
                .containsEntry("colour", "GREEN")
                .containsEntry("hash", Everything.most().hash())
                .containsEntry("day", Everything.most().day())
                .containsEntry("time", Everything.most().time())
                .containsEntry("local", Everything.most().local())
                .containsEntry("tags", List.of("x", "y'"))
                .containsEntry("size", Map.of("width", 3, "height", 4))
                .containsEntry("vector", Everything.most().vector());
        table.delete(Filter.allOf());
        table.insert(most);
        assertThat(typed.get(Everything.most().id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(Everything.most());
    }

    @Test
    void createTable_ofABuiltSchema_isUsedWithoutAClass() {
        TableSchema schema = TableSchema.builder("by name")
                .column(ColumnSchema.builder("select", ColumnType.VARCHAR)
                        .length(20)
                        .key())
                .column(ColumnSchema.builder("Upper Case", ColumnType.INT).defaultValue("7"))
                .column(ColumnSchema.builder("made", ColumnType.DATETIME)
                        .fraction(0)
                        .defaultValue("CURRENT_TIMESTAMP"))
                .column(ColumnSchema.builder("meta", ColumnType.JSON))
                .column(ColumnSchema.builder("vec'tor", ColumnType.VECTOR)
                        .sourceField("select")
                        .model("test/words"))
                .index("", false, "upper case")
                .build();
        Table<Map<String, Object>> table = client.createTable(schema, IfExists.OVERWRITE);
        table.insert(Map.of("select", "apples", "meta", List.of(1, Map.of("a", true))));
        Map<String, Object> row =
                client.createTable(schema, IfExists.SKIP).get("apples").orElseThrow();

        assertThat(row).containsEntry("Upper Case", 7).containsEntry("meta", List.of(1, Map.of("a", true)));
        assertThat(row.get("made")).isNotNull();
        Table<Map<String, Object>> opened = client.openTable("BY name");
        assertThat(opened.search("apples").limit(1).toList()).hasSize(1);
        assertThat(opened.columns())
                .extracting(column -> column.name().toLowerCase(Locale.ROOT))
                .containsExactly("select", "upper case", "made", "meta", "vec'tor");
        assertThatThrownBy(
                        () -> table.insert(Map.of("select", "x", "made", LocalDateTime.of(2026, 1, 1, 1, 1, 1, 1_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("made", "truncate");
        assertThatThrownBy(() -> client.createTable(schema, IfExists.RAISE)).isInstanceOf(SchemaException.class);
        client.dropTable("by name");
    }

    @Test
    void insert_badMaps_areRefused() {
        client.createTable(Note.class, IfExists.OVERWRITE);
        Table<Map<String, Object>> notes = client.openTable("notes");

        assertThatThrownBy(() -> notes.insert(Map.of("bodi", "x")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("notes", "bodi", "did you mean 'body'");
        assertThatThrownBy(() -> notes.insert(Map.of("body", 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("body");
        assertThatThrownBy(() -> notes.insert(Map.of("body", "x", "Body", "y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> notes.bulkInsert(Arrays.asList(Map.of("body", "x"), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("row 1");
        assertThat(notes.rows()).isZero();
    }

    @Test
    void openTable_thatIsNotThere_saysSoAsForAClass() {
        client.dropTable("places");

        assertThatThrownBy(() -> client.openTable("places"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("There is no table 'places'");
        assertThatThrownBy(() -> client.openTable(Place.class)).hasMessageContaining("There is no table 'places'");
    }

    @Test
    void openTable_foreign_isReadAsFarAsItGoes() {
        run("DROP TABLE IF EXISTS `foreign`");
        run("CREATE TABLE `foreign` (`Id` BIGINT NOT NULL AUTO_INCREMENT, `name` VARCHAR(40) NOT NULL DEFAULT 'it''s',"
                + " `made` TIMESTAMP DEFAULT CURRENT_TIMESTAMP, `words` LONGTEXT COMMENT 'jtidb:{oops',"
                + " `fixed` BINARY(4), `twice` BIGINT GENERATED ALWAYS AS (`n` * 2), `n` INT,"
                + " `kind` ENUM('a', 'bcd'), PRIMARY KEY (`Id`), UNIQUE KEY (`name`), KEY (`n`, `name`))");

        Table<Map<String, Object>> table = client.openTable("foreign");
        Map<String, Object> inserted = table.insert(Map.of("n", 21, "fixed", new byte[] {1, 2, 3, 4}, "kind", "bcd"));
        Map<String, Object> row = table.query().toList().get(0);

        assertThat(inserted).containsEntry("twice", null).containsEntry("name", null);
        assertThat(row)
                .containsEntry("name", "it's")
                .containsEntry("twice", 42L)
                .containsEntry("kind", "bcd")
                .containsEntry("fixed", new byte[] {1, 2, 3, 4})
                .containsEntry("words", null);
        assertThat(row.get("made")).isInstanceOf(LocalDateTime.class);
        assertThat(table.schema().requireColumn("words").type()).isEqualTo(ColumnType.TEXT);
        assertThat(table.schema().indexes().stream().map(ByNameContract::shape))
                .containsExactlyInAnyOrder(List.of(true, List.of("name")), List.of(false, List.of("n", "name")));
        Map<String, Object> computed = new LinkedHashMap<>(Map.of("n", 1, "name", "x"));
        computed.put("twice", 2);
        assertThatThrownBy(() -> table.insert(computed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("twice", "computed by the database");
        assertThatThrownBy(() -> table.update(Map.of("twice", 2), Filter.allOf()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("twice", "computed by the database");
        assertThatThrownBy(() -> client.createTable(table.schema(), IfExists.OVERWRITE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("foreign", "twice", "expression");
        assertThat(table.rows()).isEqualTo(1);
        run("DROP TABLE `foreign`");
    }

    @Test
    void openTable_withoutKey_isRefused() {
        run("DROP TABLE IF EXISTS `keyless`");
        run("CREATE TABLE `keyless` (`a` INT)");

        assertThatThrownBy(() -> client.openTable("keyless"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("keyless", "no primary key");
        run("DROP TABLE `keyless`");
    }

    @Test
    void columns_areReadAnew() {
        Table<Note> notes = client.createTable(Note.class, IfExists.OVERWRITE);
        run("ALTER TABLE `notes` ADD COLUMN `the new` INT");

        assertThat(notes.columns())
                .hasToString("[id BIGINT, topic VARCHAR(255), body TEXT, vector VECTOR(64), the new INT]");
        client.dropTable("notes");
        assertThatThrownBy(notes::columns).isInstanceOf(SchemaException.class).hasMessageContaining("notes");
    }

    @TableModel("notes")
    record OtherNote(
            @Id Long id,
            String topic,
            int body,
            String missing,
            @VectorField(dimensions = 3) float[] vector) {}

    @TableModel("notes")
    record Part(@Id Long id, @Nullable String body) {}

    @Test
    void openTable_classThatTheTableDoesNotFit_listsTheDifferences() {
        client.createTable(Note.class, IfExists.OVERWRITE);

        for (Runnable opening : List.<Runnable>of(
                () -> client.openTable(OtherNote.class), () -> client.createTable(OtherNote.class, IfExists.SKIP))) {
            assertThatThrownBy(opening::run)
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll(
                            "notes", "'body' is body TEXT, expected body INT", "no column 'missing'", "VECTOR(64)")
                    .hasMessageNotContaining("topic");
        }
        assertThat(client.openTable(Part.class).rows()).isZero();
        assertThat(client.createTable(Note.class, IfExists.SKIP).rows()).isZero();
    }

    @Test
    void fullText_ofABuiltSchema_isReadBack() {
        TableSchema schema = TableSchema.builder("worded")
                .column(ColumnSchema.builder("id", ColumnType.INT).key())
                .column(ColumnSchema.builder("body", ColumnType.TEXT).fullText(Parser.STANDARD, false))
                .build();
        client.createTable(schema, IfExists.OVERWRITE);

        assertThat(client.openTable("worded").schema().requireColumn("body").fullText())
                .isEqualTo(schema.requireColumn("body").fullText());
        client.dropTable("worded");
    }

    final void run(String sql) {
        client.execute(sql);
    }
}
