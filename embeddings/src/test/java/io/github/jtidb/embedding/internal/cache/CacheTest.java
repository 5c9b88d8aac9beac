package io.github.jtidb.embedding.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {

    private static final String KEY = "a1".repeat(32);

    @TempDir
    Path folder;

    @Test
    void inMemory_givesCopiesOfWhatWasPut() {
        keepsCopies(EmbeddingCache.inMemory(10_000));
    }

    @Test
    void inFolder_givesCopiesOfWhatWasPut() {
        keepsCopies(EmbeddingCache.inFolder(folder.resolve("new/cache")));
    }

    private static void keepsCopies(EmbeddingCache cache) {
        float[] vector = {1, -0.0f, Float.MIN_VALUE};
        assertThat(cache.get(KEY)).isEmpty();
        cache.put(KEY, vector);
        vector[0] = 9;
        assertThat(cache.get(KEY)).hasValueSatisfying(found -> {
            assertThat(found).containsExactly(1, -0.0f, Float.MIN_VALUE);
            found[0] = 7;
        });
        assertThat(cache.get(KEY))
                .hasValueSatisfying(found -> assertThat(found[0]).isEqualTo(1));
        cache.put(KEY, new float[] {5});
        assertThat(cache.get(KEY)).hasValueSatisfying(found -> assertThat(found).containsExactly(5));
    }

    @Test
    void inMemory_full_forgetsWhatWasAskedForLongestAgo() {
        EmbeddingCache cache = EmbeddingCache.inMemory(3 * (200 + 4 * 10));
        for (String key : List.of("one", "two", "three")) {
            cache.put(key, new float[10]);
        }
        cache.get("one");

        cache.put("four", new float[10]);

        assertThat(cache.get("two")).isEmpty();
        assertThat(List.of("one", "three", "four"))
                .allMatch(key -> cache.get(key).isPresent());
    }

    @Test
    void inMemory_vectorLargerThanAll_isNotKept() {
        EmbeddingCache cache = EmbeddingCache.inMemory(100);
        cache.put("one", new float[10]);
        assertThat(cache.get("one")).isEmpty();
    }

    @Test
    void inFolder_isThereForTheNextProcess() {
        EmbeddingCache.inFolder(folder).put(KEY, new float[] {1, 2});

        assertThat(EmbeddingCache.inFolder(folder).get(KEY))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(1, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7, 11, 13})
    void inFolder_cutOrLengthenedFile_isIgnoredAndWrittenAnew(int length) throws IOException {
        EmbeddingCache cache = EmbeddingCache.inFolder(folder);
        cache.put(KEY, new float[] {1, 2});
        Path file = onlyFile();
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));

        assertThat(cache.get(KEY)).isEmpty();
        cache.put(KEY, new float[] {1, 2});
        assertThat(cache.get(KEY)).isPresent();
    }

    @Test
    void inFolder_anyFlippedBit_isSeen() throws IOException {
        EmbeddingCache cache = EmbeddingCache.inFolder(folder);
        cache.put(KEY, new float[] {1, 2});
        Path file = onlyFile();
        byte[] good = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bad);
            assertThat(cache.get(KEY)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "", "ab", "a/b/c", "a\\b"})
    void inFolder_keyThatIsAPath_isRefused(String key) {
        EmbeddingCache cache = EmbeddingCache.inFolder(folder);

        assertThatThrownBy(() -> cache.put(key, new float[] {1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.get(key)).isInstanceOf(IllegalArgumentException.class);
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
