package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.internal.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An image that was decoded elsewhere. Immutable, but for the image. */
record DecodedSource(BufferedImage image) implements ImageSource {

    @Override
    public byte[] bytes() {
        BufferedImage upright = decode();
        Iterator<ImageWriter> writers =
                ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(upright), "png");
        if (!writers.hasNext()) {
            throw Refusal.of(this + " has colours that PNG cannot hold: expected RGB or grey, with or without alpha."
                    + " Draw it into an image of TYPE_INT_RGB");
        }
        ImageWriter writer = writers.next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(upright);
        } catch (IOException e) {
            throw Refusal.of(this + " could not be written as PNG. Draw it into an image of TYPE_INT_RGB", e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    @Override
    public BufferedImage decode() {
        ImageDecoder.checkSize(image.getWidth(), image.getHeight(), toString());
        return image;
    }

    @Override
    public String toString() {
        return "The BufferedImage of " + image.getWidth() + " x " + image.getHeight() + " pixels";
    }
}
