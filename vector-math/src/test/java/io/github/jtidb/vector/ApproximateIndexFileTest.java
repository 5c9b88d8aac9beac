package io.github.jtidb.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jtidb.vector.ApproximateIndex.Quantization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproximateIndexFileTest {

    private static final int D = RealVectors.DIMENSIONS;

    @TempDir
    Path folder;

    /** With removed rows, rows that are not linked yet, equal rows, a row of zeros and slots to use again. */
    @ParameterizedTest
    @CsvSource({
        "COSINE, AUTO, 300",
        "COSINE, ONE_BIT, 1",
        "L2, COMPACT, 1",
        "NEGATIVE_INNER_PRODUCT, NONE, 1",
        "COSINE, AUTO, 5000",
        "L2, ONE_BIT, 5000"
    })
    void load_savedIndex_answersAsBefore(DistanceMetric metric, Quantization quantization, int graphFrom)
            throws IOException {
        ApproximateIndex index = ApproximateIndex.builder(D, metric)
                .quantization(quantization)
                .graphFrom(graphFrom)
                .build();
        fill(index);
        Path file = folder.resolve("index");
        index.save(file);
        ApproximateIndex loaded = ApproximateIndex.load(file);
        ApproximateIndex mapped = ApproximateIndex.map(file);

        for (ApproximateIndex each : List.of(loaded, mapped)) {
            assertThat(each.size()).isEqualTo(index.size());
            assertThat(each.describe()).isEqualTo(index.describe());
            assertSameResults(each, index);
            assertThat(each.contains(3)).isFalse();
            assertThat(each.remove(3)).isFalse();
        }

        // They live on as the other does, and what happens to them leaves the file as it was.
        byte[] saved = Files.readAllBytes(file);
        for (ApproximateIndex each : List.of(index, loaded, mapped)) {
            for (long id = 4; id < 400; id++) {
                each.remove(id);
                each.add(id, RealVectors.queries()[(int) id % 50]);
            }
        }
        for (ApproximateIndex each : List.of(loaded, mapped)) {
            assertThat(each.size()).isEqualTo(index.size());
            for (int i = 0; i < 50; i++) {
                float[] added = RealVectors.queries()[i];
                assertThat(distances(each.search(added, 8))).isEqualTo(distances(index.search(added, 8)));
            }
        }
        assertThat(file).hasBinaryContent(saved);

        // Saved over the file that it reads from, it goes on and can be opened again.
        mapped.save(file);
        assertSameResults(ApproximateIndex.map(file), mapped);
    }

    @Test
    void load_emptyAndTinyIndexes_answersAsBefore() throws IOException {
        ApproximateIndex index =
                ApproximateIndex.builder(2, DistanceMetric.COSINE).graphFrom(1).build();
        Path file = folder.resolve("index");
        index.save(file);
        assertThat(ApproximateIndex.load(file).search(new float[] {1, 0}, 3)).isEmpty();
        assertThat(ApproximateIndex.map(file).search(new float[] {1, 0}, 3)).isEmpty();
        index.add(Long.MIN_VALUE, new float[] {0, 0});
        index.add(Long.MAX_VALUE, new float[] {0, 1});
        index.save(file);
        for (ApproximateIndex loaded : List.of(ApproximateIndex.load(file), ApproximateIndex.map(file))) {
            assertThat(loaded.search(new float[] {0, 1}, 3)).containsExactly(new Neighbor(Long.MAX_VALUE, 0));
            assertThat(loaded.contains(Long.MIN_VALUE)).isTrue();
            loaded.add(1, new float[] {1, 0});
            assertThat(loaded.size()).isEqualTo(3);
        }
    }

    /** One bit is turned at places all over the file, in every section, and at each of the first and last bytes. */
    @Test
    void load_damagedAnywhere_isRefused() throws IOException {
        Path file = savedIndex();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(6);
        int[] places = IntStream.concat(
                        IntStream.concat(IntStream.range(0, 70), IntStream.range(whole.length - 40, whole.length)),
                        random.ints(150, 0, whole.length))
                .toArray();
        for (int place : places) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            for (ThrowingCallable opening : openings(file)) {
                assertThatExceptionOfType(TiDBException.class)
                        .as("byte %s", place)
                        .isThrownBy(opening)
                        .withMessageContaining(file.toString());
            }
        }
    }

    @Test
    void load_cutOrLongerFile_isRefused() throws IOException {
        Path file = savedIndex();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        int[] lengths = IntStream.concat(
                        IntStream.of(0, 1, 4, 8, 60, whole.length - 1, whole.length + 1),
                        random.ints(60, 0, whole.length))
                .toArray();
        for (int length : lengths) {
            Files.write(file, Arrays.copyOf(whole, length));
            for (ThrowingCallable opening : openings(file)) {
                assertThatExceptionOfType(TiDBException.class)
                        .as("length %s", length)
                        .isThrownBy(opening)
                        .withMessageContaining("delete it and build the index again from its rows");
            }
        }
    }

    @Test
    void load_otherFiles_saysWhatTheyAre() throws IOException {
        Path file = savedIndex();
        byte[] whole = Files.readAllBytes(file);
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 1);
        Files.write(file, whole);
        assertThatExceptionOfType(TiDBException.class)
                .isThrownBy(() -> ApproximateIndex.load(file))
                .withMessage("Index file " + file
                        + " must be of version 2, got version 1; delete it and build the index again"
                        + " from its rows");
        Files.writeString(file, "some text");
        assertThatExceptionOfType(TiDBException.class)
                .isThrownBy(() -> ApproximateIndex.load(file))
                .withMessage("File " + file + " is no index file: it does not begin as one");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ApproximateIndex.load(folder.resolve("none")));
    }

    @Test
    void save_overAnOlderFile_replacesItAndLeavesNothingBeside() throws IOException {
        Path file = savedIndex();
        ApproximateIndex index = ApproximateIndex.builder(1, DistanceMetric.L2).build();
        index.add(5, new float[] {2});
        index.save(file);
        assertThat(ApproximateIndex.load(file).search(new float[] {0}, 9)).containsExactly(new Neighbor(5, 2));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> index.save(folder.resolve("none").resolve("index")));
        // A folder cannot be replaced.
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("full"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> index.save(taken));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, taken);
        }
    }

    /** What is saved while rows come and go is the index of one moment. */
    @Test
    void save_besideChanges_isWhole() throws Exception {
        float[][] rows = RealVectors.rows();
        ApproximateIndex index = ApproximateIndex.builder(D, DistanceMetric.COSINE)
                .graphFrom(100)
                .build();
        index.addAll(LongStream.range(0, 400).toArray(), Arrays.copyOf(rows, 400), (task, done, total) -> {});
        Thread writer = new Thread(() -> {
            for (int id = 400; id < 800; id++) {
                index.add(id, rows[id]);
                index.remove(id - 400);
            }
        });
        writer.start();
        List<Path> files = new ArrayList<>();
        do {
            Path file = folder.resolve("index" + files.size());
            index.save(file);
            files.add(file);
        } while (writer.isAlive());
        writer.join();
        for (Path file : files) {
            ApproximateIndex loaded = ApproximateIndex.load(file);
            List<Neighbor> all = loaded.search(rows[0], loaded.size());
            assertThat(all.size()).isEqualTo(loaded.size()).isBetween(400, 401);
            long least = all.stream().mapToLong(Neighbor::id).min().orElseThrow();
            assertThat(all).allSatisfy(neighbor -> assertThat(neighbor.id()).isBetween(least, least + 400));
        }
    }

    private static List<ThrowingCallable> openings(Path file) {
        return List.of(() -> ApproximateIndex.load(file), () -> ApproximateIndex.map(file));
    }

    private static void fill(ApproximateIndex index) {
        float[][] rows = RealVectors.rows();
        index.addAll(LongStream.range(0, 1200).toArray(), Arrays.copyOf(rows, 1200), (task, done, total) -> {});
        for (long id = 0; id < 100; id += 3) {
            index.remove(id);
        }
        for (long id = 2000; id < 2030; id++) {
            index.add(id, rows[1]);
        }
        index.add(5000, new float[D]);
    }

    /** Of equal rows, others may be found: the distances are the same. */
    private static void assertSameResults(ApproximateIndex loaded, ApproximateIndex index) {
        for (float[] query : RealVectors.queries()) {
            assertThat(distances(loaded.search(query, 10, 20))).isEqualTo(distances(index.search(query, 10, 20)));
            assertThat(distances(loaded.search(query, 10, 20, id -> id % 3 == 0)))
                    .isEqualTo(distances(index.search(query, 10, 20, id -> id % 3 == 0)));
        }
        assertThat(loaded.search(RealVectors.rows()[1], 31)).isEqualTo(index.search(RealVectors.rows()[1], 31));
    }

    private static List<Double> distances(List<Neighbor> neighbors) {
        return neighbors.stream().map(Neighbor::distance).toList();
    }

    private Path savedIndex() throws IOException {
        ApproximateIndex index = ApproximateIndex.builder(24, DistanceMetric.COSINE)
                .graphFrom(50)
                .build();
        Random random = new Random(8);
        for (int id = 0; id < 120; id++) {
            index.add(id, id == 7 ? new float[24] : RandomVectors.gaussian(random, 24, 1));
            index.add(1000 + id, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4});
        }
        index.remove(9);
        Path file = folder.resolve("index");
        index.save(file);
        return file;
    }
}
