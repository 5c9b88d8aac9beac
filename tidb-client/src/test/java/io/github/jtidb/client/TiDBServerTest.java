package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jtidb.client.Samples.Article;
import io.github.jtidb.client.Samples.Document;
import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.client.Samples.ServerDocument;
import io.github.jtidb.client.internal.dialect.TiDBDialect;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What only a server shows: embedding there, indexes that it can or cannot build, databases that are not there. */
@TiDBServer.Needed
@NullUnmarked // Keys of rows that were stored are known not to be null.
class TiDBServerTest {

    private static final String[] SENTENCES = {
        "Java: Object-oriented language for cross-platform development.",
        "Java coffee: Bold Indonesian beans with low acidity.",
        "Java island: Densely populated, home to Jakarta.",
        "Java's syntax is used in Android apps.",
        "Dark roast Java beans enhance espresso blends."
    };

    private static TiDBClient open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true).build();
    }

    @Test
    void search_textEmbeddedByTheClient_ranksTheSentences() {
        try (TiDBClient client = open()) {
            Table<Document> table = client.createTable(Document.class, IfExists.OVERWRITE);
            table.bulkInsert(IntStream.range(0, SENTENCES.length)
                    .mapToObj(i -> new Document(i + 1, SENTENCES[i], null))
                    .toList());

            assertThat(table.search("How to start learning Java programming?")
                            .limit(2)
                            .toList())
                    .extracting(hit -> hit.row().id())
                    .containsExactly(1, 4);
        }
    }

    @Test
    void serverEmbedding_asFarAsTheServerHasIt() throws SQLException {
        try (TiDBClient client = open()) {
            if (!hasEmbedText()) {
                assertThatThrownBy(() -> client.createTable(ServerDocument.class, IfExists.OVERWRITE))
                        .hasMessageContaining("nvidia_nim");
                return;
            }
            setKey();
            Table<ServerDocument> table = client.createTable(ServerDocument.class, IfExists.OVERWRITE);
            List<ServerDocument> inserted = table.bulkInsert(IntStream.range(0, SENTENCES.length)
                    .mapToObj(i -> new ServerDocument(null, SENTENCES[i], null))
                    .toList());

            assertThat(table.get(inserted.get(0).id()).orElseThrow().embedding())
                    .hasSize(1024);
            List<SearchHit<ServerDocument>> hits =
                    table.search(SENTENCES[3]).limit(3).toList();
            assertThat(hits).hasSize(3);
            assertThat(hits.get(0).row().content()).isEqualTo(SENTENCES[3]);
            assertThatThrownBy(() -> table.insert(new ServerDocument(null, "x", new float[1024])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("embedded by the server");
        }
    }

    @Test
    void requiredIndex_isBuiltOrRefusedAndTheOldTableKept() {
        try (TiDBClient client = open()) {
            client.createTable(OldArticle.class, IfExists.OVERWRITE).insert(new OldArticle(1));
            try {
                Table<Article> table = client.createTable(Article.class, IfExists.OVERWRITE);
                table.insert(new Article(null, "some words", new float[] {1, 2, 3}));
                assertThat(table.search(new float[] {1, 2, 3}).limit(1).toList())
                        .hasSize(1);
            } catch (NotSupportedException e) {
                assertThat(e).hasMessageContainingAll("articles", "TiFlash", "AUTO");
                assertThat(client.createTable(OldArticle.class, IfExists.SKIP).get(1))
                        .contains(new OldArticle(1));
            }
            // An index that is only wanted never stands in the way.
            assertThat(client.createTable(Place.class, IfExists.OVERWRITE).rows())
                    .isZero();
        }
    }

    @TableModel("articles")
    record OldArticle(@Id int id) {}

    @TableModel("server_known")
    record KnownModel(
            @Id int id,
            @Text String content,

            @VectorField(sourceField = "content", model = "nvidia_nim/nvidia/nv-embed-v1")
            float @Nullable [] embedding) {}

    @TableModel("server_unknown")
    record UnknownModel(
            @Id int id,
            @Text String content,

            @VectorField(sourceField = "content", model = "nvidia_nim/nobody/knows")
            float @Nullable [] embedding) {}

    @Test
    void createTable_serverEmbeds_takesTheDimensionsFromTheCatalogue() throws SQLException {
        try (TiDBClient client = TiDBClient.connect(TiDBServer.url())) {
            if (hasEmbedText()) {
                client.createTable(KnownModel.class, IfExists.OVERWRITE);

                assertThat(client.openTable("server_known")
                                .schema()
                                .requireColumn("embedding")
                                .vector()
                                .orElseThrow()
                                .dimensions())
                        .hasValue(4096);
                assertThatThrownBy(() -> client.createTable(UnknownModel.class))
                        .isInstanceOf(SchemaException.class)
                        .hasMessageContaining("nvidia_nim/nobody/knows")
                        .hasMessageContaining("@VectorField(dimensions = …)");
            }
        }
    }

    @Test
    void connect_databaseThatIsNotThere_saysSo() {
        String missing = TiDBServer.url().replaceAll("/[^/]*$", "/no_such_database");

        assertThatThrownBy(() -> TiDBClient.connect(missing))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("no_such_database");
    }

    private static boolean hasEmbedText() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + TiDBServer.url());
                Statement statement = connection.createStatement()) {
            statement.execute(TiDBDialect.EMBED_TEXT_PROBE);
            return true;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isEqualTo(1193);
            return false;
        }
    }

    /** The stand-in asks for a key and does not look at it; a real server has its own. */
    private static void setKey() throws SQLException {
        if (TiDBServer.url().contains("@127.0.0.1")) {
            try (Connection connection = DriverManager.getConnection("jdbc:" + TiDBServer.url());
                    Statement statement = connection.createStatement()) {
                statement.execute("SET @@GLOBAL.TIDB_EXP_EMBED_NVIDIA_NIM_API_KEY = 'test'");
            }
        }
    }

    @Test
    void configureEmbeddingProvider_keyIsBoundAndNeverTold() throws SQLException {
        String key = "nvapi-'; DROP TABLE x; -- \\";
        try (TiDBClient client = open()) {
            if (!hasEmbedText()) {
                // The client embeds then.
                client.configureEmbeddingProvider("nvidia_nim", key);
                assertThatThrownBy(() -> client.configureEmbeddingProvider("tidbcloud_free", key))
                        .isInstanceOf(EmbeddingException.class)
                        .hasMessageContaining("local")
                        .hasMessageNotContaining("nvapi");
                return;
            }
            client.configureEmbeddingProvider("nvidia_nim", key);
            assertThat(client.query("SELECT @@GLOBAL.tidb_exp_embed_nvidia_nim_api_key")
                            .scalar(String.class))
                    .isPresent();
            for (String provider : List.of("tidbcloud_free", "local", "x`; DROP TABLE y", "NVIDIA_NIM")) {
                assertThatThrownBy(() -> client.configureEmbeddingProvider(provider, key))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("openai")
                        .hasMessageNotContaining("nvapi");
            }
            assertThatThrownBy(() -> client.configureEmbeddingProvider("openai", " "))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void dataSource_ofTheCaller_servesAndStaysOpen() throws SQLException {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl("jdbc:" + TiDBServer.url());
        open().close();
        try (TiDBClient client = TiDBClient.builder().dataSource(source).build()) {
            Table<Place> places = client.createTable(Place.class, IfExists.OVERWRITE);
            places.insert(new Place(1L, "a", null));
            client.useTransaction(tx -> tx.table(places).delete(Filter.eq("id", 1)));
            assertThat(places.rows()).isZero();
            assertThat(client).hasToString("TiDBClient[tidb, data source/" + client.currentDatabase() + "]");
            assertThatThrownBy(() -> client.useDatabase("mysql")).isInstanceOf(NotSupportedException.class);
        }
        try (Connection connection = source.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void dataSource_thatCommitsNothingByItself_isReadAsItShould() throws SQLException {
        open().close();
        try (HikariDataSource source = new HikariDataSource()) {
            source.setJdbcUrl("jdbc:" + TiDBServer.url());
            source.setAutoCommit(false);
            source.setMaximumPoolSize(2);
            try (TiDBClient client = TiDBClient.builder().dataSource(source).build()) {
                client.createTable(Place.class, IfExists.OVERWRITE).insert(new Place(1L, "a", null));
            }
            assertThat(source.isRunning()).isTrue();
        }
        try (TiDBClient client = open()) {
            assertThat(client.openTable(Place.class).rows()).isOne();
        }
    }

    @Test
    void statement_thatTheServerRefuses_costsNoConnection() {
        try (TiDBClient client = TiDBClient.builder()
                .url(TiDBServer.url())
                .ensureDatabase(true)
                .poolSize(1)
                .build()) {
            String connection = "SELECT CONNECTION_ID()";
            Long before = client.query(connection).scalar(Long.class).orElseThrow();
            assertThatThrownBy(() -> client.query("SELECT VEC_DIMS('no vector')"))
                    .isInstanceOfSatisfying(
                            StatementException.class, e -> assertThat(e.code()).isEqualTo(1105));

            assertThat(client.query(connection).scalar(Long.class)).contains(before);
        }
    }
}
