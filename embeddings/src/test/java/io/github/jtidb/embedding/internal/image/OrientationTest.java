package io.github.jtidb.embedding.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where cameras write how they were held. What becomes of the pixels is compared with Pillow's in PillowTest. */
class OrientationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void of_jpeg_bothByteOrders(int number) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] file = jpeg(segment(0xe0, new byte[14]), new byte[] {-1, -1}, segment(0xe1, exif(order, number)));

            assertThat(Orientation.of(file, ImageFormat.JPEG)).isEqualTo(Orientation.of(number));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 2", "2, 3, 2", "5, 2, 3", "6, 2, 3", "8, 2, 3"})
    void decode_jpeg_turned(int number, int width, int height) throws IOException {
        byte[] file = jpeg(segment(0xe1, exif(ByteOrder.BIG_ENDIAN, number)));

        var image = ImageSource.memory(file).decode();

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void of_noSense_upright() throws IOException {
        assertThat(Orientation.of(jpeg(), ImageFormat.JPEG)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(jpeg(segment(0xe1, exif(ByteOrder.BIG_ENDIAN, 9))), ImageFormat.JPEG))
                .isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(jpeg(segment(0xe2, exif(ByteOrder.BIG_ENDIAN, 6))), ImageFormat.JPEG))
                .isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(jpeg(segment(0xe1, new byte[0])), ImageFormat.JPEG))
                .isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void of_damaged_neverFailsNorHangs() throws IOException {
        Random random = new Random(17);
        byte[] jpeg = jpeg(segment(0xe1, exif(ByteOrder.LITTLE_ENDIAN, 6)));
        byte[] png = ByteBuffer.allocate(70)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(38)
                .putInt(0x65584966)
                .put(exif(ByteOrder.BIG_ENDIAN, 6), 6, 38)
                .array();
        assertThat(Orientation.of(png, ImageFormat.PNG)).isEqualTo(Orientation.of(6));
        for (int round = 0; round < 20_000; round++) {
            ImageFormat format = round % 2 == 0 ? ImageFormat.JPEG : ImageFormat.PNG;
            byte[] file = (round % 2 == 0 ? jpeg : png).clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                file[random.nextInt(Math.min(70, file.length))] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(file, random.nextInt(file.length));
            assertThat(Orientation.of(cut, format)).isNotNull();
            assertThat(Orientation.of(file, format)).isNotNull();
        }
    }

    private static byte[] exif(ByteOrder order, int number) {
        boolean big = order == ByteOrder.BIG_ENDIAN;
        return ByteBuffer.allocate(6 + 38)
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .order(order)
                .put((big ? "MM" : "II").getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0100)
                .putShort((short) 4)
                .putInt(1)
                .putInt(3)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) number)
                .array();
    }

    private static byte[] segment(int kind, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .put((byte) 0xff)
                .put((byte) kind)
                .putShort((short) (2 + content.length))
                .put(content)
                .array();
    }

    /** A JPEG of 3 x 2 pixels with further segments. */
    private static byte[] jpeg(byte[]... segments) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ImageIO.write(PillowTest.scene(3, 2), "jpeg", written);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(written.toByteArray(), 0, 2);
        for (byte[] segment : segments) {
            file.write(segment);
        }
        file.write(written.toByteArray(), 2, written.size() - 2);
        return file.toByteArray();
    }
}
