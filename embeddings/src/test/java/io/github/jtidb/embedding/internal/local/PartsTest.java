package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.Truncation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts of a model, each alone. */
class PartsTest {

    @TempDir
    Path temporary;

    @Test
    void quantised_processor_bestFirst() {
        assertThat(Variants.quantised("aarch64", Set.of())).startsWith("model_qint8_arm64.onnx");
        assertThat(Variants.quantised("amd64", Set.of("avx2", "avx512f", "avx512_vnni")))
                .startsWith("model_qint8_avx512_vnni.onnx", "model_qint8_avx512.onnx", "model_quint8_avx2.onnx");
        assertThat(Variants.quantised("amd64", Set.of("avx2", "avx512f")))
                .startsWith("model_qint8_avx512.onnx", "model_quint8_avx2.onnx");
        assertThat(Variants.quantised("amd64", Set.of()))
                .startsWith("model_quint8_avx2.onnx", "model_quantized.onnx")
                .doesNotHaveDuplicates();
    }

    @Test
    void choose_variants_whatThereIs() {
        Set<String> files = Set.of("onnx/model.onnx", "onnx/model_quint8_avx2.onnx", "onnx/model_O2.onnx");
        assertThat(Variants.choose("m", "s", null, "", files::contains)).isEqualTo("onnx/model.onnx");
        assertThat(Variants.choose("m", "s", "quantized", "", files::contains))
                .isEqualTo("onnx/model_quint8_avx2.onnx");
        assertThat(Variants.choose("m", "s", "O2", "", files::contains)).isEqualTo("onnx/model_O2.onnx");
    }

    @Test
    void safetensors_types_values() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1.5f).putDouble(-2.25).putShort((short) 0x3e00).putShort((short) 0xc080);
        data.putShort((short) 0x0001)
                .putShort((short) 0x7c00)
                .putShort((short) 0x8000)
                .putShort((short) 0x7e00);
        URL file = safetensors(
                "{\"f\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"d\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[4,12]},"
                        + "\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[12,14]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[14,16]},"
                        + "\"s\":{\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[16,24]},"
                        + "\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"x\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}",
                data.array());

        Safetensors tensors = Safetensors.read(file);

        assertThat(tensors.tensor("f", 1)).containsExactly(1.5f);
        assertThat(tensors.tensor("d", 1, 1)).containsExactly(-2.25f);
        assertThat(tensors.tensor("h", 1)).containsExactly(1.5f);
        assertThat(tensors.tensor("b", 1)).containsExactly(-4f);
        assertThat(tensors.tensor("s", 2, 2)).containsExactly(0x1p-24f, Float.POSITIVE_INFINITY, -0f, Float.NaN);
        assertThatThrownBy(() -> tensors.tensor("f", 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[1]");
        assertThatThrownBy(() -> tensors.tensor("none", 2)).hasMessageContaining("got none");
        assertThatThrownBy(() -> tensors.tensor("i", 1)).hasMessageContaining("I32");
        assertThatThrownBy(() -> tensors.tensor("x", 9)).hasMessageContaining("within the file");
    }

    @Test
    void safetensors_cut_refused() throws IOException {
        Path cut = Files.write(temporary.resolve("cut"), new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
        Path empty = Files.write(temporary.resolve("empty"), new byte[0]);

        assertThatThrownBy(() -> Safetensors.read(cut.toUri().toURL()))
                .hasMessageContaining("no whole safetensors file");
        assertThatThrownBy(() -> Safetensors.read(empty.toUri().toURL()))
                .hasMessageContaining("no whole safetensors file");
    }

    private URL safetensors(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        file.write(json);
        file.write(data);
        return Files.write(temporary.resolve("t.safetensors"), file.toByteArray())
                .toUri()
                .toURL();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 3, 8, 5, 3",
        "5, 3, 7, 4, 3",
        "3, 5, 7, 3, 4",
        "5, 5, 7, 3, 4",
        "9, 0, 7, 7, 0",
        "0, 9, 7, 0, 7",
        "9, 9, 0, 0, 0",
        "9, 2, 1, 1, 0"
    })
    void cut_pair_longerFirst(int first, int second, int room, int keptFirst, int keptSecond) {
        for (Truncation side : List.of(Truncation.START, Truncation.END)) {
            int[] texts = new int[first + second + 2];
            Arrays.fill(texts, 1, 1 + first, 0);
            texts[0] = -1;
            texts[1 + first] = -1;
            Arrays.fill(texts, 2 + first, texts.length, 1);
            long[] ids = LongStream.range(0, texts.length).toArray();

            Tokens cut = new Tokens(ids, ids, texts).cut(room + 2, side);

            assertThat(Arrays.stream(cut.texts()).filter(text -> text == 0)).hasSize(keptFirst);
            assertThat(Arrays.stream(cut.texts()).filter(text -> text == 1)).hasSize(keptSecond);
            assertThat(cut.count()).isEqualTo(keptFirst + keptSecond + 2);
            if (keptFirst > 0) {
                assertThat(cut.ids()[1]).isEqualTo(side == Truncation.END ? 1 : 1 + first - keptFirst);
            }
        }
    }

    @Test
    void pool_promptLeftOut_onlyTheRestCounts() {
        FloatBuffer values = FloatBuffer.wrap(new float[] {9, 9, 9, 9, 1, 2, 3, 6, 7, 7});

        for (Pooling.Mode mode : List.of(Pooling.Mode.MEAN, Pooling.Mode.MAX, Pooling.Mode.WEIGHTED_MEAN)) {
            Pooling pooling = new Pooling(List.of(mode), false);
            float[] pooled = pooling.pool(values, 0, 4, 2, 2);
            switch (mode) {
                case MEAN -> assertThat(pooled).containsExactly(2, 4);
                case MAX -> assertThat(pooled).containsExactly(3, 6);
                default -> assertThat(pooled).containsExactly((3 * 1 + 4 * 3) / 7f, (3 * 2 + 4 * 6) / 7f);
            }
            // Nothing is left.
            assertThat(pooling.pool(values, 0, 2, 3, 2)).containsExactly(0, 0);
        }
    }

    @Test
    void scalesByRun_operatorAcrossTwoReads_found() throws IOException {
        byte[] file = new byte[(1 << 18) + 100];
        byte[] operator = "DynamicQuantizeLinear".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(operator, 0, file, (1 << 18) - 5, operator.length);

        Path with = Files.write(temporary.resolve("with.onnx"), file);
        file[(1 << 18) + 3] = 'x';
        Path without = Files.write(temporary.resolve("without.onnx"), file);

        assertThat(new NetworkFile(with.toUri().toURL()).scalesByRun(null)).isTrue();
        assertThat(new NetworkFile(without.toUri().toURL()).scalesByRun(null)).isFalse();
    }
}
