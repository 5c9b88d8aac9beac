package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Note;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.schema.Column;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiDBClientTest {

    @TempDir
    Path folder = Path.of("");

    @TableModel("places")
    record Misspelt(
            @Id int id,
            @Text String name,

            @VectorField(sourceField = "name", model = "local/all-minilm-l6-v2")
            float @Nullable [] vector) {}

    @TableModel("places")
    record WrongDimensions(
            @Id int id,
            @Text String name,

            @VectorField(sourceField = "name", model = "test/words", dimensions = 63)
            float @Nullable [] vector) {}

    @TableModel
    record WithoutKey(String name) {}

    @TableModel
    static class WithoutConstructor {
        @Id
        int id;

        WithoutConstructor(int number) {
            this.id = number;
        }
    }

    @TableModel
    static class WithFinalField {
        @Id
        final int id = 1;
    }

    @Test
    void createTable_thatIsThere_doesAsTold() {
        try (TiDBClient client = TiDBClient.embedded()) {
            client.createTable(Place.class).insert(new Place(1L, "home", null));

            assertThatThrownBy(() -> client.createTable(Place.class))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll("places", "SKIP", "OVERWRITE");
            assertThat(client.createTable(Place.class, IfExists.SKIP).rows()).isEqualTo(1);
            assertThat(client.createTable(Place.class, IfExists.OVERWRITE).rows())
                    .isZero();
        }
    }

    @Test
    void createTable_classThatCannotBeUsed_saysWhyAndCostsNothing() {
        try (TiDBClient client =
                TiDBClient.builder().embeddingFunction(new Words()).build()) {
            Table<Place> table = client.createTable(Place.class);
            table.insert(new Place(1L, "home", null));

            assertThatThrownBy(() -> client.createTable(Misspelt.class, IfExists.OVERWRITE))
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessageContaining("local/all-MiniLM-L6-v2");
            assertThatThrownBy(() -> client.createTable(WrongDimensions.class, IfExists.OVERWRITE))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll("vector", "63", "64");
            assertThatThrownBy(() -> client.createTable(WithoutKey.class))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll("WithoutKey", "@Id");
            assertThatThrownBy(() -> client.createTable(WithoutConstructor.class))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll("WithoutConstructor", "constructor");
            assertThatThrownBy(() -> client.createTable(WithFinalField.class))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContainingAll("id", "final");
            assertThatThrownBy(() -> client.createTable(String.class)).isInstanceOf(SchemaException.class);
            assertThat(table.rows()).isEqualTo(1);
        }
    }

    @Test
    void createTable_twoTablesWithTheSameIndexName_bothStand() {
        try (TiDBClient client = TiDBClient.embedded()) {
            client.createTable(IndexedA.class).insert(new IndexedA(1, "x"));
            client.createTable(IndexedB.class).insert(new IndexedB(1, "x"));
        }
    }

    @TableModel
    record IndexedA(@Id int id, @Column(unique = true) String code) {}

    @TableModel
    record IndexedB(@Id int id, @Column(unique = true) String code) {}

    @Test
    void embedded_reopened_hasItsRows() {
        try (TiDBClient client = TiDBClient.embedded(folder.resolve("new/folder"))) {
            client.createTable(Place.class).insert(new Place(7L, "home", new float[] {1, 2}));
        }
        try (TiDBClient client = TiDBClient.embedded(folder.resolve("new/folder"))) {
            Table<Place> table = client.createTable(Place.class, IfExists.SKIP);

            assertThat(table.search(new float[] {1, 2}).limit(1).toList())
                    .extracting(hit -> hit.row().name())
                    .containsExactly("home");
            // Keys go on after those that are there.
            assertThat(table.insert(new Place(null, "next", null)).id()).isGreaterThan(7L);
        }
    }

    @Test
    void embedded_twoClientsOfOneProcess_shareTheFolder() {
        try (TiDBClient one = TiDBClient.embedded(folder)) {
            Table<Place> table = one.createTable(Place.class);
            try (TiDBClient other = TiDBClient.embedded(folder)) {
                other.createTable(Place.class, IfExists.SKIP).insert(new Place(1L, "home", null));
            }
            assertThat(table.rows()).isEqualTo(1);
        }
    }

    @Test
    void embedded_inMemory_isSeenByNoOther() {
        try (TiDBClient one = TiDBClient.embedded();
                TiDBClient other = TiDBClient.embedded()) {
            one.createTable(Place.class);
            other.createTable(Place.class);
        }
    }

    @Test
    void embedded_folderThatCannotBe_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> TiDBClient.embedded(file.resolve("below")))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("file");
        assertThatThrownBy(() -> TiDBClient.embedded(folder.resolve("a;INIT=DROP ALL OBJECTS")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("';'");
    }

    @Test
    void embedded_damagedFile_isAConnectionException() throws IOException {
        Files.writeString(folder.resolve("jtidb.mv.db"), "this is no database".repeat(1000));

        assertThatThrownBy(() -> TiDBClient.embedded(folder)).isInstanceOf(ConnectionException.class);
        assertThat(Files.readString(folder.resolve("jtidb.mv.db"))).startsWith("this is no database");
    }

    @Test
    void close_twiceAndUseAfterwards() {
        Words words = new Words();
        TiDBClient client = TiDBClient.builder().embeddingFunction(words).build();
        Table<Note> table = client.createTable(Note.class);
        client.close();
        client.close();

        assertThat(words.closed)
                .as("a function that was given is its owner's to close")
                .isFalse();
        for (Runnable use : List.<Runnable>of(
                () -> client.createTable(Note.class),
                () -> table.insert(new Note(null, null, "x", null)),
                table::rows,
                () -> table.get(1L),
                () -> table.search("x").limit(1).toList())) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void builder_contradictions_areRefused() {
        assertThatThrownBy(() -> TiDBClient.builder().folder(folder).folder(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> TiDBClient.builder().folder(folder).host("h").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("folder", "host");
        assertThatThrownBy(() -> TiDBClient.builder()
                        .url("mysql://h/d")
                        .password("hunter2")
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("url")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> TiDBClient.builder().user("ann").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("host");
        assertThatThrownBy(() ->
                        TiDBClient.builder().folder(folder).tls(Tls.DISABLED).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tls");
        assertThatThrownBy(() ->
                        TiDBClient.builder().embeddingFunction(new Words()).embeddingFunction(new Words()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test/words");
        assertThatThrownBy(() -> TiDBClient.builder()
                        .url("mysql://127.0.0.1:1/d?sslMode=DISABLED")
                        .tls(Tls.VERIFY_CA)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sslMode");
    }

    @Test
    void connect_nobodyListens_isAConnectionExceptionWithoutSecrets() {
        assertThatThrownBy(() -> TiDBClient.connect("mysql://zelda:hunter2@127.0.0.1:1/shop"))
                .isInstanceOfSatisfying(ConnectionException.class, e -> {
                    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain("hunter2");
                    }
                })
                .hasMessageContaining("127.0.0.1:1/shop");
    }

    @Test
    void dataSource_ofAnotherDatabase_refused() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:");

        assertThatThrownBy(() -> TiDBClient.builder().dataSource(h2).build())
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("H2")
                .hasMessageContaining("embedded");
        assertThatThrownBy(() -> TiDBClient.builder().dataSource(h2).poolSize(3).build())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void poolSettings_outsideTheirRange_refused() {
        TiDBClientBuilder builder = TiDBClient.builder();
        assertThatThrownBy(() -> builder.poolSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxLifetime(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1S");
        assertThatThrownBy(() -> builder.connectionTimeout(Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TiDBClient.builder().poolSize(3).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("host");
    }

    @Test
    void configureEmbeddingProvider_withoutOneHere_refused() {
        try (TiDBClient client = TiDBClient.embedded()) {
            assertThatThrownBy(() -> client.configureEmbeddingProvider("no_such_provider", "k3y"))
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessageContaining("local")
                    .hasMessageNotContaining("k3y");
        }
    }

    @Test
    void embedded_isItsFoldersOnlyDatabase() {
        try (TiDBClient client = TiDBClient.embedded()) {
            assertThat(client.currentDatabase()).isEqualTo("public");
            assertThat(client.hasDatabase("public")).isTrue();
            assertThatThrownBy(() -> client.createDatabase("other", IfExists.SKIP))
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContaining("embedded(");
            assertThatThrownBy(() -> client.dropDatabase("other")).isInstanceOf(NotSupportedException.class);
            assertThatThrownBy(() -> client.useDatabase("information_schema"))
                    .isInstanceOf(NotSupportedException.class);
        }
    }
}
