package io.github.jtidb.embedding.internal.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * The rows of an image as bytes of red, green and blue, as Pillow's {@code convert("RGB")} gives them: alpha is dropped, and
 * colour profiles are not applied, by which Java would lighten greys. Values of 16 bits give their upper byte, also greys, which
 * Pillow clips. Not thread-safe.
 */
final class RgbRows {

    private final BufferedImage image;
    private final Raster raster;

    /** How many values a pixel has that are read as they are; 0 where Java converts the colours. */
    private final int bands;

    /** Whether the values are inks: cyan, magenta, yellow and black, as JPEGs for print have. */
    private final boolean inks;

    /** How many bits a value is wider than a byte. */
    private final int extraBits;

    private int[] samples = {};

    RgbRows(BufferedImage image) {
        this.image = image;
        this.raster = image.getRaster();
        ColorModel colours = image.getColorModel();
        this.bands = isPlain(colours) ? raster.getNumBands() : 0;
        this.inks = bands != 0 && colours.getColorSpace().getType() == ColorSpace.TYPE_CMYK;
        this.extraBits = bands == 0 ? 0 : colours.getComponentSize(0) - 8;
    }

    private static boolean isPlain(ColorModel colours) {
        int type = colours.getColorSpace().getType();
        int transfer = colours.getTransferType();
        return colours instanceof ComponentColorModel
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB || type == ColorSpace.TYPE_CMYK)
                && colours.getComponentSize(0) == (transfer == DataBuffer.TYPE_BYTE ? 8 : 16)
                && (transfer == DataBuffer.TYPE_BYTE || transfer == DataBuffer.TYPE_USHORT)
                && !(colours.hasAlpha() && colours.isAlphaPremultiplied());
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /**
     * Reads a row.
     *
     * @param y its number, from the top
     * @param rgb where its 3 values a pixel go, each 0 to 255
     */
    void read(int y, int[] rgb) {
        int width = width();
        if (bands == 0) {
            samples = image.getRGB(0, y, width, 1, samples.length < width ? new int[width] : samples, 0, width);
            for (int x = 0, to = 0; x < width; x++) {
                int pixel = samples[x];
                rgb[to++] = pixel >> 16 & 0xff;
                rgb[to++] = pixel >> 8 & 0xff;
                rgb[to++] = pixel & 0xff;
            }
            return;
        }
        samples = raster.getPixels(
                raster.getMinX(), raster.getMinY() + y, width, 1, samples.length < width * bands ? null : samples);
        if (inks) {
            for (int x = 0, from = 0, to = 0; x < width; x++, from += bands) {
                int white = 255 - (samples[from + 3] >> extraBits);
                rgb[to++] = white - share(samples[from] >> extraBits, white);
                rgb[to++] = white - share(samples[from + 1] >> extraBits, white);
                rgb[to++] = white - share(samples[from + 2] >> extraBits, white);
            }
            return;
        }
        boolean grey = bands < 3;
        for (int x = 0, to = 0; x < width; x++) {
            int from = x * bands;
            rgb[to++] = samples[from] >> extraBits;
            rgb[to++] = samples[grey ? from : from + 1] >> extraBits;
            rgb[to++] = samples[grey ? from : from + 2] >> extraBits;
        }
    }

    /** How much an ink takes of what black has left, rounded. */
    private static int share(int ink, int white) {
        return (ink * white * 2 + 255) / 510;
    }
}
