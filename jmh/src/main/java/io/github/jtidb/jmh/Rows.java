package io.github.jtidb.jmh;

import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.VectorText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A client of one database, and a plain JDBC connection to the same one: {@code embedded} in a temporary folder, or the server
 * that {@code JTIDB_SEEKDB_URL} or {@code JTIDB_TIDB_URL} names.
 */
final class Rows implements AutoCloseable {

    static final int DIMENSIONS = 384;

    /** What is stored. */
    @TableModel("bench_rows")
    record Row(
            @Id Long id,
            @Text String content,

            @VectorField(dimensions = DIMENSIONS, index = IndexPolicy.NONE)
            float[] embedding) {}

    final TiDBClient client;
    final String jdbcUrl;
    private final Path folder;

    private Rows(TiDBClient client, String jdbcUrl, Path folder) {
        this.client = client;
        this.jdbcUrl = jdbcUrl;
        this.folder = folder;
    }

    static Rows open(String database) {
        try {
            Path folder = Files.createTempDirectory("jtidb-bench");
            if (database.equals("embedded")) {
                return new Rows(TiDBClient.embedded(folder), "jdbc:h2:file:async:" + folder.resolve("jtidb"), folder);
            }
            String variable = "JTIDB_" + database.toUpperCase(Locale.ROOT) + "_URL";
            String url = System.getenv(variable);
            if (url == null) {
                throw new IllegalStateException(
                        "Set " + variable + ", such as mysql://root@127.0.0.1:2881/jtidb_bench, or"
                                + " leave this database out: -p database=embedded");
            }
            TiDBClient client =
                    TiDBClient.builder().url(url).ensureDatabase(true).build();
            return new Rows(client, "jdbc:" + url + "?rewriteBatchedStatements=true", folder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Row> rows(int count) {
        List<float[]> vectors = Data.vectors(count, DIMENSIONS);
        List<String> sentences = Data.sentences();
        return IntStream.range(0, count)
                .mapToObj(i -> new Row((long) i + 1, sentences.get(i % sentences.size()), vectors.get(i)))
                .toList();
    }

    boolean isEmbedded() {
        return jdbcUrl.startsWith("jdbc:h2:");
    }

    Connection connect() throws SQLException {
        return isEmbedded() ? DriverManager.getConnection(jdbcUrl, "sa", "") : DriverManager.getConnection(jdbcUrl);
    }

    /** A vector as JDBC takes it, by hand. */
    Object encode(float[] vector) {
        if (!isEmbedded()) {
            return VectorText.format(vector);
        }
        ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        return buffer.array();
    }

    /** A vector as JDBC gives it, by hand. */
    float[] decode(ResultSet row, int column) throws SQLException {
        if (!isEmbedded()) {
            return VectorText.parse(row.getString(column));
        }
        byte[] bytes = row.getBytes(column);
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    @Override
    public void close() {
        client.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
