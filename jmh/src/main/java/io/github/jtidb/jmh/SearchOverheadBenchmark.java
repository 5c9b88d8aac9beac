package io.github.jtidb.jmh;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.SearchHit;
import io.github.jtidb.client.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ten rows nearest to a vector among 20,000: a search beside the statement that it sends, sent by hand over one open
 * connection, with the same rows read and their vectors decoded.
 *
 * <pre>{@code JTIDB_SEEKDB_URL=mysql://root@127.0.0.1:2881/jtidb_bench ./jmh/run SearchOverheadBenchmark}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
@State(Scope.Benchmark)
@NullUnmarked // JMH calls setUp before anything else.
public class SearchOverheadBenchmark {

    /** Few, so that the database's own work does not hide what is added to it. */
    private static final int ROWS = 2_000;

    private static final int LIMIT = 10;

    /** Many, since H2 remembers the result of the statement that ran last. */
    private static final int QUERIES = 100;

    /** Where the rows are. */
    @Param({"embedded", "seekdb"})
    public String database = "";

    private final List<float[]> queries =
            Data.vectors(ROWS + QUERIES, Rows.DIMENSIONS).subList(ROWS, ROWS + QUERIES);
    private int next;
    private Rows target;
    private Table<Rows.Row> table;
    private Connection connection;
    private PreparedStatement byHand;

    /** Fills the table, and sees that both find the same rows. */
    @Setup
    public void setUp() throws SQLException {
        target = Rows.open(database);
        table = target.client.createTable(Rows.Row.class, IfExists.OVERWRITE);
        table.bulkInsert(Rows.rows(ROWS));
        connection = target.connect();
        byHand = connection.prepareStatement(
                table.search(queries.get(0)).limit(LIMIT).sql().get(0));
        List<SearchHit<Rows.Row>> ours = search();
        next = 0;
        List<SearchHit<Rows.Row>> theirs = sameSqlByHand();
        for (int i = 0; i < LIMIT; i++) {
            Results.check("Row at rank " + i, theirs.get(i).row().id(), 0, (double)
                    ours.get(i).row().id());
        }
    }

    @TearDown
    public void tearDown() throws SQLException {
        connection.close();
        target.close();
    }

    @Benchmark
    public List<SearchHit<Rows.Row>> search() {
        return table.search(query()).limit(LIMIT).toList();
    }

    @Benchmark
    public List<SearchHit<Rows.Row>> sameSqlByHand() throws SQLException {
        byHand.setObject(1, target.encode(query()));
        byHand.setInt(2, LIMIT);
        List<SearchHit<Rows.Row>> hits = new ArrayList<>();
        try (ResultSet row = byHand.executeQuery()) {
            while (row.next()) {
                float[] vector = target.decode(row, 3);
                double distance = row.getDouble(4);
                hits.add(new SearchHit<>(
                        new Rows.Row(row.getLong(1), row.getString(2), vector), distance, Double.NaN, 1 - distance));
            }
        }
        return hits;
    }

    private float[] query() {
        float[] query = queries.get(next);
        next = (next + 1) % QUERIES;
        return query;
    }
}
