package io.github.jtidb.jmh;

import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * 20,000 rows with vectors of 384 dimensions into an empty table: {@code bulkInsert} beside JDBC batches by hand, of the same
 * rows into the same table, in one transaction. By hand the row with the largest key goes first, as {@code bulkInsert} has
 * it: in the order of the keys H2 takes ten times as long, as it writes the key's counter to disk at every row.
 *
 * <pre>{@code JTIDB_SEEKDB_URL=mysql://root@127.0.0.1:2881/jtidb_bench ./jmh/run BulkInsertBenchmark}</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 8)
@Fork(2)
@State(Scope.Benchmark)
@NullUnmarked // JMH calls setUp before anything else.
public class BulkInsertBenchmark {

    private static final int ROWS = 20_000;

    /** Rows to a batch by hand; of 100, 500, 1,000 and 5,000 the quickest. */
    private static final int BATCH = 1_000;

    /** Where the rows go. */
    @Param({"embedded", "seekdb"})
    public String database = "";

    private final List<Rows.Row> rows = Rows.rows(ROWS);
    private Rows target;
    private Table<Rows.Row> table;

    @Setup
    public void setUp() {
        target = Rows.open(database);
    }

    /** An empty table each time. */
    @Setup(Level.Iteration)
    public void empty() {
        table = target.client.createTable(Rows.Row.class, IfExists.OVERWRITE);
    }

    /** Sees that all rows arrived. */
    @TearDown(Level.Iteration)
    public void check() {
        Results.check("rows", table.rows(), 0, ROWS);
    }

    @TearDown
    public void tearDown() {
        target.close();
    }

    @Benchmark
    public Object bulkInsert() {
        return table.bulkInsert(rows);
    }

    @Benchmark
    public void jdbcByHand() throws SQLException {
        try (Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            String sql = "INSERT INTO bench_rows (id, content, embedding) VALUES (?, ?, ?)";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < rows.size(); i++) {
                    Rows.Row row = rows.get(i == 0 ? ROWS - 1 : i - 1);
                    statement.setLong(1, row.id());
                    statement.setString(2, row.content());
                    statement.setObject(3, target.encode(row.embedding()));
                    statement.addBatch();
                    if ((i + 1) % BATCH == 0) {
                        statement.executeBatch();
                    }
                }
            }
            connection.commit();
        }
    }
}
