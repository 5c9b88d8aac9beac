package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Grade;
import io.github.jtidb.client.Samples.Place;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The folder of an embedded database under two processes, a killed one, and interrupted threads. */
@Timeout(120)
class EmbeddedFolderTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void openInAnotherProcess_saysSo() throws Exception {
        Process holder = start(FolderHolder.class);
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("open");

            assertThatThrownBy(() -> TiDBClient.embedded(folder))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContainingAll(folder.toString(), "another process");

            holder.getOutputStream().close();
            assertThat(holder.waitFor()).isZero();
        } finally {
            holder.destroyForcibly();
        }
        // It is free again, and what the other stored is there.
        try (TiDBClient client = TiDBClient.embedded(folder)) {
            assertThat(client.createTable(Grade.class, IfExists.SKIP).rows()).isEqualTo(1);
        }
    }

    @Test
    void killedWhileInserting_hasEveryRowThatWasAcknowledged() throws Exception {
        List<Long> acknowledged = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Process writer = start(Writer.class);
            try (BufferedReader keys = writer.inputReader()) {
                for (int i = 0; i < 300; i++) {
                    acknowledged.add(Long.valueOf(keys.readLine()));
                }
                // What it still prints until it is dead is not read: the last line may be cut.
                writer.destroyForcibly().waitFor();
            } finally {
                writer.destroyForcibly();
            }
            try (TiDBClient client = TiDBClient.embedded(folder)) {
                Table<Place> table = client.createTable(Place.class, IfExists.SKIP);
                assertThat(acknowledged)
                        .allSatisfy(key -> assertThat(table.get(key)).isPresent());
                assertThat(table.search(new float[] {1, 2}).limit(1000).toList())
                        .hasSizeGreaterThan(300 * round);
            }
        }
        assertThat(acknowledged).hasSize(900).doesNotHaveDuplicates();
    }

    @Test
    void interruptedThreads_harmNoOther() {
        try (TiDBClient client = TiDBClient.embedded(folder)) {
            Table<Place> table = client.createTable(Place.class);
            for (int i = 0; i < 100; i++) {
                Thread.currentThread().interrupt();
                try {
                    table.insert(new Place(null, "p", new float[] {i, i}));
                } catch (ConnectionException e) {
                    // The pool may refuse a thread that is to stop; the database must not suffer from it.
                    assertThat(e).hasMessageContaining("Cannot connect");
                }
                // Clears the flag, which the pool may have done itself.
                Thread.interrupted();
            }
            long rows = table.rows();
            table.insert(new Place(null, "p", new float[] {1, 1}));
            assertThat(table.rows()).isEqualTo(rows + 1);
        }
    }

    private Process start(Class<?> main) throws IOException {
        String classPath = String.join(
                File.pathSeparator,
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""),
                Path.of("target", "test-classes").toAbsolutePath().toString());
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        main.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Holds a folder open until its input ends. */
    static final class FolderHolder {

        private FolderHolder() {}

        public static void main(String[] args) throws IOException {
            try (TiDBClient client = TiDBClient.embedded(Path.of(args[0]))) {
                client.createTable(Grade.class).insert(new Grade("ann", 1, 1));
                System.out.println("open");
                System.in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** Inserts rows until it is killed, and prints each key once its row is stored. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            try (TiDBClient client = TiDBClient.embedded(Path.of(args[0]))) {
                Table<Place> table = client.createTable(Place.class, IfExists.SKIP);
                while (true) {
                    System.out.println(Objects.requireNonNull(table.insert(new Place(null, "p", new float[] {1, 2}))
                            .id()));
                }
            }
        }
    }
}
