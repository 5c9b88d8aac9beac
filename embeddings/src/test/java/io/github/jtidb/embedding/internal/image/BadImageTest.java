package io.github.jtidb.embedding.internal.image;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.ImageInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no whole image is refused, with a message that says what to do. */
@Timeout(60)
class BadImageTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void decode_whole_sizeAndMediaType(String format) throws IOException {
        byte[] file = file(format);

        assertThat(ImageInput.of(file).decode())
                .returns(40, BufferedImage::getWidth)
                .returns(30, BufferedImage::getHeight);
        assertThat(ImageInput.of(file).bytes()).isEqualTo(file);
        assertThat(ImageFormat.of(file).mediaType()).isEqualTo("image/" + format);
    }

    @ParameterizedTest
    @CsvSource({"png", "jpeg", "gif", "bmp"})
    void decode_cut_refused(String format) throws IOException {
        byte[] file = file(format);
        // The last bytes only say that the file ends.
        for (int length = 3; length < file.length - 30; length += 1 + file.length / 60) {
            byte[] cut = Arrays.copyOf(file, length);
            refused(() -> ImageInput.of(cut).decode())
                    .as("%s of %d bytes cut to %d", format, file.length, length)
                    .hasMessageContaining("The image of " + length + " bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({"png", "jpeg", "gif", "bmp"})
    void decode_damaged_imageOrRefused(String format) throws IOException {
        byte[] file = file(format);
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = file.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                // The first bytes tell sizes, which may then be large: they have tests of their own.
                damaged[26 + random.nextInt(file.length - 26)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(ImageInput.of(damaged).decode()).isNotNull();
            } catch (EmbeddingException e) {
                assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST);
            }
        }
    }

    @Test
    void decode_otherFormats_named() {
        refused(() -> ImageInput.of(new byte[0]).decode()).hasMessageContaining("is empty");
        refused(bytes("RIFF\0\0\0\0WEBPVP8 ")).hasMessageContaining("WebP").hasMessageContaining("Give a PNG");
        refused(bytes("\0\0\0\30ftypavif")).hasMessageContaining("AVIF");
        refused(bytes("II*\0........")).hasMessageContaining("TIFF");
        refused(bytes("\n <svg xmlns='x'>")).hasMessageContaining("SVG");
        refused(bytes("<!DOCTYPE html>")).hasMessageContaining("HTML");
        refused(bytes("%PDF-1.7")).hasMessageContaining("PDF");
        refused(bytes("just words")).hasMessageContaining("no image of a known format");
    }

    @Test
    void bytes_webp_forServices() {
        byte[] file = "RIFF....WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ImageInput.of(file).bytes()).isEqualTo(file);
        assertThat(ImageFormat.of(file).mediaType()).isEqualTo("image/webp");
        refused(bytes("RIFF....WAVEfmt ")).hasMessageContaining("no image of a known format");
    }

    private static ThrowingCallable bytes(String content) {
        return () ->
                ImageInput.of(content.getBytes(StandardCharsets.ISO_8859_1)).decode();
    }

    @Test
    void decode_bomb_refusedBeforeRoomIsMade() {
        refused(() -> ImageInput.of(pngHeader(30_000, 30_000)).decode())
                .hasMessageContaining("30000 x 30000")
                .hasMessageContaining("178956970");
        refused(() -> ImageInput.of(pngHeader(1, 2_000_000)).decode()).hasMessageContaining("65535 a side");
        byte[] gif = gif();
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 65_535)
                .putShort(8, (short) 65_535);
        refused(() -> ImageInput.of(gif).decode()).hasMessageContaining("65535 x 65535");
        byte[] bmp = ByteBuffer.allocate(54)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x4d42)
                .putInt(54)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(40_000)
                .putInt(40_000)
                .putShort((short) 1)
                .putShort((short) 24)
                .array();
        refused(() -> ImageInput.of(bmp).decode());
    }

    @Test
    void bytes_fileTooLarge_refused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.png");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.write(file("png"));
            large.setLength(ImageSource.MOST_BYTES + 1L);
        }

        refused(() -> ImageInput.of(file).bytes())
                .hasMessageContaining("large.png")
                .hasMessageContaining("64 MiB");
    }

    @Test
    void decode_files_asInMemory(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ä image.png");
        Files.write(file, file("png"));

        assertThat(ImageInput.of(file).decode().getWidth()).isEqualTo(40);
        assertThat(ImageInput.of(file.toUri()).decode().getWidth()).isEqualTo(40);
    }

    @Test
    void decode_noFile_refused(@TempDir Path folder) {
        refused(() -> ImageInput.of(folder.resolve("none.png")).decode())
                .hasMessageContaining("none.png")
                .hasMessageContaining("does not exist");
        refused(() -> ImageInput.of(folder).decode()).hasMessageContaining("folder");
        refused(() -> ImageInput.of(URI.create("file://elsewhere/cat.png")).decode())
                .hasMessageContaining("file:");
    }

    @Test
    void decode_dataAddress_image() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(file("png"));

        for (String address : new String[] {
            "data:image/png;base64," + base64,
            "DATA:image/PNG;charset=x;BASE64," + base64.replace("+", "%2B").replace("=", "%3D")
        }) {
            assertThat(ImageInput.of(URI.create(address)).decode().getWidth()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:text/plain;base64,c2VjcmV0c2VjcmV0",
                "data:image/png,c2VjcmV0c2VjcmV0",
                "data:image/png;base64,c2Vjcm!V0c2VjcmV0",
                "data:image/png;base64,c2VjcmV0c2VjcmV0",
                "data:image/png;base64,",
                "data:c2VjcmV0c2VjcmV0",
                "ftp://host/c2VjcmV0c2VjcmV0",
                "c2VjcmV0c2VjcmV0.png"
            })
    void decode_badAddress_refusedWithoutItsContent(String address) {
        refused(() -> ImageInput.of(URI.create(address)).decode())
                .hasMessageNotContaining("c2Vjcm")
                .hasMessageMatching(".*([Ee]xpected|Give) .*");
    }

    @Test
    void toString_noSecrets() {
        assertThat(ImageInput.of(URI.create("https://host/cat.png?key=secret#secret")))
                .hasToString("ImageInput[The image at https://host/cat.png]");
        assertThat(ImageInput.of(URI.create("data:image/png;base64,c2VjcmV0")).toString())
                .doesNotContain("c2V");
        assertThat(ImageInput.of(new byte[] {1, 2})).hasToString("ImageInput[The image of 2 bytes]");
    }

    @Test
    void of_bytes_copied() throws IOException {
        byte[] file = file("png");
        ImageInput input = ImageInput.of(file);
        Arrays.fill(file, (byte) 0);
        Arrays.fill(input.bytes(), (byte) 0);

        assertThat(input.decode().getWidth()).isEqualTo(40);
    }

    @Test
    void bytes_decodedImages_losslessPng() {
        for (int type = BufferedImage.TYPE_INT_RGB; type <= BufferedImage.TYPE_BYTE_INDEXED; type++) {
            BufferedImage image = new BufferedImage(7, 5, type);
            image.setRGB(3, 2, 0xff336699);
            ImageInput input = ImageInput.of(image);

            assertThat(input.decode()).isSameAs(image);
            assertThat(PillowTest.rgb(ImageInput.of(input.bytes()).decode()))
                    .as("type %d", type)
                    .isEqualTo(PillowTest.rgb(image));
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).satisfies(hasReason(Reason.INVALID_REQUEST));
    }

    private static byte[] file(String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(PillowTest.scene(40, 30), format, file)).isTrue();
        return file.toByteArray();
    }

    private static byte[] gif() {
        try {
            return file("gif");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The beginning of a PNG in RGB. */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(8 + 25 + 12)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(file.array(), 12, 17);
        return file.putInt((int) crc.getValue()).putInt(0).putInt(0x49444154).array();
    }
}
