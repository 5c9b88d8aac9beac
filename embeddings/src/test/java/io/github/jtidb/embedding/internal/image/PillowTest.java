package io.github.jtidb.embedding.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.embedding.ImageInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pixels are Pillow's, to the last bit; {@code make_pillow.py} wrote what is expected. */
public class PillowTest {

    static Stream<String> sizes() {
        return lines("pillow-resize.txt");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void scale_window_pixelsOfPillow(String line) {
        long[] n = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        ResampleFilter filter = Arrays.stream(ResampleFilter.values())
                .filter(candidate -> candidate.number() == n[0])
                .findFirst()
                .orElseThrow();
        Resampler.Window window = new Resampler.Window((int) n[5], (int) n[6], (int) n[7], (int) n[8]);

        byte[] scaled = new Resampler(filter).scale(scene((int) n[1], (int) n[2]), (int) n[3], (int) n[4], window);

        assertThat(scaled).hasSize(3 * window.width() * window.height());
        assertThat(crc(scaled)).isEqualTo(n[9]);
    }

    static Stream<String> files() {
        return lines("pillow-modes.txt");
    }

    @ParameterizedTest
    @MethodSource("files")
    void decode_everyKindOfFile_pixelsOfPillow(String line) {
        String[] parts = line.split(" ");

        BufferedImage image =
                ImageInput.of(Base64.getDecoder().decode(parts[1])).decode();

        assertThat(image.getWidth()).isEqualTo(Integer.parseInt(parts[2]));
        assertThat(image.getHeight()).isEqualTo(Integer.parseInt(parts[3]));
        assertThat(crc(rgb(image))).isEqualTo(Long.parseLong(parts[4]));
    }

    @Test
    void decode_grey16Bit_upperByte() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x12ff);
        image.getRaster().setSample(1, 0, 0, 0xfe00);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);

        assertThat(rgb(ImageInput.of(file.toByteArray()).decode())).containsExactly(0x12, 0x12, 0x12, 0xfe, 0xfe, 0xfe);
    }

    private static Stream<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(PillowTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The image that the script makes, too. */
    public static BufferedImage scene(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    image.getRaster().setSample(x, y, c, ((x * 7 + y * 13 + c * 31) ^ (x * y >> 3)) & 255);
                }
            }
        }
        return image;
    }

    static byte[] rgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Resampler(ResampleFilter.BOX).scale(image, width, height, new Resampler.Window(0, 0, width, height));
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
