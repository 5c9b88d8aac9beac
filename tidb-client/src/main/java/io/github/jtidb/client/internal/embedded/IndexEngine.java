package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.client.internal.dialect.EmbeddedIndexSql;
import io.github.jtidb.client.internal.dialect.Sql;
import io.github.jtidb.client.internal.embedding.EmbeddingFunctions;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of one embedded database: vectors in memory, words in Lucene. Both are derived from the rows and never a second
 * truth. What holds:
 *
 * <ul>
 *   <li>Two triggers on each watched table note every row that is inserted, updated or deleted, by whatever statement, in the
 *       transaction that does it. A statement that searches sees the notes as of the moment of which it sees the rows; the
 *       rows noted there are searched one by one, all others by the index.
 *   <li>An {@link IndexWorker} takes what was committed over into the indexes and deletes the notes in one transaction with a
 *       new number, the generation. A statement that began before it asks the index as it was, or is answered without one.
 *   <li>TRUNCATE tells no trigger. It leaves rows in an index that are gone, never the reverse, so a search that counts as many
 *       rows in both knows that they are the same. DROP takes the triggers along; an ALTER that copies the rows makes the
 *       triggers anew and this class hears of it.
 *   <li>Where no index can answer (it is not built yet, stale, or the transaction is not READ COMMITTED) the statement
 *       searches the rows themselves. The answer is the same.
 * </ul>
 *
 * Thread-safe.
 */
final class IndexEngine {

    private static final Logger LOG = LoggerFactory.getLogger(IndexEngine.class);

    private static final Map<Object, IndexEngine> OPEN = new ConcurrentHashMap<>();

    /** Held while clients come and go. */
    private static final Lock OPENING = new ReentrantLock();

    /** After so many changes they are taken over without a search that asks for it. */
    private static final int CHANGES_UNTIL_WORK = 1_000;

    /** Makes connections to the database that no pool limits. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    private record LastQuery(String model, String query, float[] vector) {}

    private final Connector connector;
    private final Object database;
    private final List<EmbeddingFunctions> clients = new CopyOnWriteArrayList<>();
    private final IndexFiles files;
    private final IndexWorker worker;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile @Nullable LastQuery lastQuery;
    private final Lock watching = new ReentrantLock();

    /** Watches whose triggers stand, while transactions that began before them may still write. */
    private final Set<Long> arming = ConcurrentHashMap.newKeySet();

    private IndexEngine(Connector connector, Object database, @Nullable Path folder) {
        this.connector = connector;
        this.database = database;
        this.files = new IndexFiles(folder);
        this.worker = new IndexWorker(connector, files, arming);
    }

    /**
     * Begins, or joins the clients that have the database open.
     *
     * @param folder where the indexes that are kept on disk go, or null for a database in memory
     * @return what the client calls when it closes
     */
    static Runnable open(Connector connector, EmbeddingFunctions functions, @Nullable Path folder) throws SQLException {
        OPENING.lock();
        try (Connection connection = connector.connect()) {
            Object database = H2Session.of(connection).database();
            IndexEngine engine = OPEN.get(database);
            if (engine == null) {
                engine = new IndexEngine(connector, database, folder);
                OPEN.put(database, engine);
                engine.worker.start();
            }
            engine.clients.add(functions);
            IndexEngine opened = engine;
            return () -> opened.close(functions);
        } finally {
            OPENING.unlock();
        }
    }

    /** What is not taken over yet is, when the database is opened again. */
    private void close(EmbeddingFunctions functions) {
        OPENING.lock();
        try {
            clients.remove(functions);
            if (clients.isEmpty() && OPEN.remove(database, this)) {
                worker.close();
            }
        } finally {
            OPENING.unlock();
        }
    }

    /** The engine of a session's database, or null if it is not open. */
    static @Nullable IndexEngine of(H2Session session) {
        return of(session.database());
    }

    static @Nullable IndexEngine of(Object database) {
        return OPEN.get(database);
    }

    /** The vector of a query, which a statement asks for once a row. */
    float[] queryVector(String model, String query) {
        LastQuery last = lastQuery;
        if (last == null || !last.model().equals(model) || !last.query().equals(query)) {
            last = new LastQuery(model, query, function(model).embedQuery(query));
            lastQuery = last;
        }
        return last.vector();
    }

    /**
     * The embedding function of a model: of the client that has the database open, or of the first of several that has one.
     *
     * @throws EmbeddingException if there is none
     */
    EmbeddingFunction function(String model) {
        EmbeddingException first = null;
        for (EmbeddingFunctions functions : clients) {
            try {
                return functions.get(model);
            } catch (EmbeddingException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new EmbeddingException("The client of the database is closed: open another one") : first;
    }

    /** An index of a table, or null while it is not there; it is built then. */
    @Nullable
    RowIndex index(H2Table table, long watch, IndexSpec spec) {
        return worker.index(table, watch, spec);
    }

    /** How many rows an index that is being built has so far; 0 if it is not. */
    long built(long watch, IndexSpec spec) {
        return worker.built(watch, spec);
    }

    /** Begins to note the changes of a table, if nobody does; tells whether they are noted, which needs a key. */
    boolean watch(String schema, String name) throws SQLException {
        watching.lock();
        try (Connection connection = connector.connect()) {
            H2Table table = H2Session.of(connection).table(schema, name);
            if (table == null || table.keyColumns().length == 0) {
                return false;
            }
            if (table.watch() != ChangeTrigger.NO_WATCH) {
                execute(connection, EmbeddedIndexSql.restoreWatch(table.watch(), randomNumber()));
                return true;
            }
            long watch = randomNumber();
            arming.add(watch);
            try {
                execute(connection, EmbeddedIndexSql.insertWatch(watch, randomNumber()));
                for (boolean delete : new boolean[] {false, true}) {
                    execute(
                            connection,
                            EmbeddedIndexSql.createTrigger(
                                    schema,
                                    table.name(),
                                    ChangeTrigger.name(watch, delete),
                                    delete,
                                    ChangeTrigger.class));
                }
                awaitWriters(connection, schema, name);
                return true;
            } catch (SQLException | RuntimeException e) {
                LOG.warn("Table '{}' gets no indexes for now; searches read its rows themselves", name, e);
                unwatch(connection, schema, watch);
                return false;
            } finally {
                arming.remove(watch);
            }
        } finally {
            watching.unlock();
        }
    }

    /** A transaction that wrote before the triggers stood has noted nothing; what it wrote is seen once it has ended. */
    private static void awaitWriters(Connection connection, String schema, String name) throws SQLException {
        connection.setAutoCommit(false);
        try {
            H2Table table = H2Session.of(connection).table(schema, name);
            if (table != null) {
                table.awaitWriters();
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void unwatch(Connection connection, String schema, long watch) {
        try {
            for (boolean delete : new boolean[] {false, true}) {
                execute(connection, EmbeddedIndexSql.dropTrigger(schema, ChangeTrigger.name(watch, delete)));
            }
            execute(connection, EmbeddedIndexSql.deleteWatch(watch));
        } catch (SQLException e) {
            LOG.warn("Dropping the triggers of an index failed with code {}", e.getErrorCode());
        }
    }

    /** Any number but that of no watch. */
    static long randomNumber() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    static void execute(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            statement.execute();
        }
    }

    static PreparedStatement prepare(Connection connection, Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        for (int i = 0; i < sql.parameters().size(); i++) {
            statement.setObject(i + 1, sql.parameters().get(i));
        }
        return statement;
    }

    /** A row was changed. */
    void changed() {
        if (changes.incrementAndGet() % CHANGES_UNTIL_WORK == 0) {
            worker.wake();
        }
    }

    /** There is more to take over than searches should have to look at. */
    void wake() {
        worker.wake();
    }

    /** A watched table is copied by an ALTER, which may change row ids and values. */
    void tableAltered(long watch) {
        files.distrust(watch);
        worker.wake();
    }

    /** A watched table is dropped, or its altered copy has taken its place. */
    void tableGone() {
        worker.wake();
    }

    /** Waits until there is nothing to do; false if the work has ended before. */
    boolean awaitIdle() throws InterruptedException {
        return worker.awaitIdle();
    }
}
