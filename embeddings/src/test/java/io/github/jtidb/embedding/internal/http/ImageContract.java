package io.github.jtidb.embedding.internal.http;

import static io.github.jtidb.embedding.internal.Reasons.hasReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.ImageInput;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * What every provider must do for a model that reads images, too. The loopback server takes an image for a text that is its
 * base64, so {@link #texts} gives that, and {@link #refusal} refuses media types that the service does not take.
 */
public abstract class ImageContract extends OpenAiContract {

    private static final Pattern DATA_URI = Pattern.compile("data:(image/[a-z]+);base64,(.+)");

    /** How many images a request may carry. */
    protected abstract int mostImages();

    /** How large an image may be. */
    protected abstract int mostImageBytes();

    /** A format, by its name, that Java reads and the service does not. */
    protected abstract String otherFormat();

    /** The base64 in a {@code data:} URI, whose media type has to be one of these and that of the data. */
    protected static String base64(String dataUri, String... mediaTypes) {
        Matcher parts = DATA_URI.matcher(dataUri);
        assertThat(parts.matches()).isTrue();
        assertThat(parts.group(1)).isIn((Object[]) mediaTypes);
        byte[] file = Base64.getDecoder().decode(parts.group(2));
        assertThat(file[0]).isEqualTo(parts.group(1).equals("image/png") ? (byte) 0x89 : (byte) 0xff);
        return parts.group(2);
    }

    private static BufferedImage image(int colour) {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, colour);
        return image;
    }

    private static byte[] file(int colour, String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image(colour), format, file)).isTrue();
        return file.toByteArray();
    }

    private static float[] vectorOf(byte[] file) {
        return vector(Base64.getEncoder().encodeToString(file));
    }

    @Test
    void embedImages_areSentAsTheyAre() throws IOException {
        byte[] png = file(0xff0000, "png");
        byte[] jpeg = file(0x00ff00, "jpg");

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedsImages()).isTrue();
            assertThat(function.embedImage(ImageInput.of(png))).containsExactly(vectorOf(png));
            assertThat(function.embedImages(List.of(ImageInput.of(jpeg), ImageInput.of(png))))
                    .containsExactly(vectorOf(jpeg), vectorOf(png));
        }
    }

    @Test
    void embedImages_moreThanARequestCarries_arriveInOrder() {
        List<byte[]> files = IntStream.range(0, 2 * mostImages() + 1)
                .mapToObj(colour -> ImageInput.of(image(colour)).bytes())
                .toList();

        try (EmbeddingFunction function = open(options().maxBatchSize(1000))) {
            List<float[]> vectors =
                    function.embedImages(files.stream().map(ImageInput::of).toList());

            assertThat(vectors)
                    .containsExactlyElementsOf(
                            files.stream().map(ImageContract::vectorOf).toList());
        }
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void embedImages_formatThatTheServiceDoesNotTake_isSentAsPng() throws IOException {
        byte[] png = ImageInput.of(ImageInput.of(file(0xffffff, otherFormat())).decode())
                .bytes();

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedImage(ImageInput.of(file(0xffffff, otherFormat()))))
                    .containsExactly(vectorOf(png));
        }
    }

    @Test
    void embedImages_badImage_isRefusedBeforeAnythingIsSent() throws IOException {
        byte[] png = file(0xff0000, "png");
        try (EmbeddingFunction function = open()) {
            for (byte[] bad : List.of("no image".getBytes(), new byte[0], Arrays.copyOf(png, mostImageBytes() + 1))) {
                assertThatThrownBy(() -> function.embedImages(List.of(ImageInput.of(png), ImageInput.of(bad))))
                        .satisfies(hasReason(Reason.INVALID_REQUEST));
            }
            assertThat(function.embedImages(List.of())).isEmpty();
        }
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void embedImages_largeImage_isSent() throws IOException {
        byte[] file = Arrays.copyOf(file(0xff0000, "png"), Math.min(mostImageBytes(), 5_000_000));

        try (EmbeddingFunction function = open()) {
            assertThat(function.embedImage(ImageInput.of(file))).containsExactly(vectorOf(file));
        }
        assertThat(service.asked()).extracting(Asked::method).containsExactly("POST");
    }
}
