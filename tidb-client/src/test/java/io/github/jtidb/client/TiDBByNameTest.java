package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.ColumnType;
import io.github.jtidb.schema.FullTextField.Parser;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.vector.DistanceMetric;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@TiDBServer.Needed
@NullUnmarked // Values of rows that were stored are known not to be null.
class TiDBByNameTest extends ByNameContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }

    @Test
    void openTable_foreignVectors_areKnownByTheirIndexes() {
        run("DROP TABLE IF EXISTS `vec tors`");
        boolean indexes = TiDBIndexes.hasTiFlash(client);
        run("CREATE TABLE `vec tors` (`id` INT PRIMARY KEY, `plain` VECTOR(3), `indexed` VECTOR(2) NOT NULL"
                + (indexes ? ", VECTOR INDEX `x` ((VEC_L2_DISTANCE(`indexed`))) USING HNSW)" : ")"));
        Table<Map<String, Object>> table = client.openTable("vec tors");
        table.insert(Map.of("id", 1, "indexed", new float[] {3, 4}, "plain", new float[] {1, 2, 3}));

        assertThat(table.schema().requireColumn("plain").vector().orElseThrow().metric())
                .isEqualTo(DistanceMetric.COSINE);
        assertThat(table.schema().requireColumn("plain")).hasToString("plain VECTOR(3)");
        // Where nothing tells the metric it is COSINE.
        assertThat(table.search(new float[] {6, 8})
                        .vectorField("indexed")
                        .limit(1)
                        .toList()
                        .get(0)
                        .distance())
                .isCloseTo(indexes ? 5 : 0, within(1e-6));
        assertThatThrownBy(() -> table.insert(Map.of("id", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("indexed");
        run("DROP TABLE `vec tors`");
    }

    @Test
    void openTable_foreignTypes_holdEveryValue() {
        run("DROP TABLE IF EXISTS `foreign types`");
        run("CREATE TABLE `foreign types` (`id` BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, `a` INT UNSIGNED,"
                + " `b` BIT(1), `y` YEAR, `t` TINYINT(1), `u` TINYINT UNSIGNED, `m` MEDIUMINT, `s` SET('x', 'yy'),"
                + " `f` FLOAT, `d` DOUBLE, `mb` MEDIUMBLOB, `tt` TINYTEXT, `ts` TIMESTAMP(3) NULL)");
        Table<Map<String, Object>> table = client.openTable("foreign types");
        Map<String, Object> key = table.insert(Map.ofEntries(
                Map.entry("a", 4294967295L),
                Map.entry("b", true),
                Map.entry("y", 2026),
                Map.entry("t", false),
                Map.entry("u", 255),
                Map.entry("m", -8388608),
                Map.entry("s", "x,yy"),
                Map.entry("f", 0.5f),
                Map.entry("d", 0.1),
                Map.entry("mb", new byte[] {1}),
                Map.entry("tt", "tiny"),
                Map.entry("ts", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000_000))));

        assertThat(key).containsEntry("id", BigDecimal.ONE);
        assertThat(table.get(1).orElseThrow())
                .containsEntry("a", 4294967295L)
                .containsEntry("b", true)
                .containsEntry("y", (short) 2026)
                .containsEntry("t", false)
                .containsEntry("u", (short) 255)
                .containsEntry("m", -8388608)
                .containsEntry("s", "x,yy")
                .containsEntry("f", 0.5f)
                .containsEntry("d", 0.1)
                .containsEntry("tt", "tiny")
                .containsEntry("ts", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000_000));
        assertThat(table.columns().toString()).contains("id DECIMAL(20,0)", "s VARCHAR(4)", "mb BLOB");
        run("DROP TABLE `foreign types`");
        run("DROP TABLE IF EXISTS `bits`");
        run("CREATE TABLE `bits` (`id` INT PRIMARY KEY, `x` BIT(8))");
        assertThatThrownBy(() -> client.openTable("bits"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("bits", "'x'", "bit(8)");
        run("DROP TABLE `bits`");
    }

    @Test
    void openTable_embeddedByTheServer_isSearchedByText() {
        try {
            run("SET @@GLOBAL.TIDB_EXP_EMBED_OPENAI_API_KEY = 'test'");
        } catch (StatementException withoutEmbedText) {
            return;
        }
        run("DROP TABLE IF EXISTS `served`");
        run("CREATE TABLE `served` (`id` INT PRIMARY KEY, `body text` TEXT, `v` VECTOR(1536) GENERATED ALWAYS AS"
                + " (EMBED_TEXT(\"openai/text-embedding-3-small\", `body text`, '{\"dimensions\": 1536}')) STORED,"
                + " FULLTEXT INDEX `f` (`body text`) WITH PARSER STANDARD)");
        Table<Map<String, Object>> table = client.openTable("served");
        table.insert(Map.of("id", 1, "body text", "apples"));
        table.insert(Map.of("id", 2, "body text", "ships"));

        ColumnSchema vector = table.schema().requireColumn("v");
        assertThat(vector.vector().orElseThrow().model()).contains("openai/text-embedding-3-small");
        assertThat(vector.vector().orElseThrow().sourceField()).contains("body text");
        assertThat(table.schema().requireColumn("body text").fullText())
                .contains(new ColumnSchema.FullText(Parser.STANDARD, true));
        assertThat(table.search("ships").limit(1).toList())
                .extracting(hit -> hit.row().get("id"))
                .containsExactly(2);
        assertThatThrownBy(() -> table.insert(Map.of("id", 3, "v", new float[1536])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("embedded by the server");
        assertThat(table.schema().requireColumn("id").type()).isEqualTo(ColumnType.INT);
        run("DROP TABLE `served`");
    }

    @Test
    void openTable_classThatTheServerShouldEmbed_wantsAGeneratedColumn() {
        if (!embeds()) {
            return;
        }
        run("DROP TABLE IF EXISTS `server_documents`");
        run(
                "CREATE TABLE `server_documents` (`id` INT PRIMARY KEY AUTO_INCREMENT, `content` TEXT, `embedding` VECTOR(1024))");

        assertThatThrownBy(() -> client.openTable(Samples.ServerDocument.class))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("embedding", "not embedded by the server", "GENERATED");
        run("DROP TABLE `server_documents`");
    }

    private boolean embeds() {
        try {
            client.query("SELECT @@GLOBAL.tidb_exp_embed_openai_api_base");
            return true;
        } catch (StatementException withoutEmbedText) {
            return false;
        }
    }
}
