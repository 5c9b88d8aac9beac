package io.github.jtidb.embedding.internal.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;

/**
 * The rows of an image as bytes of red, green and blue, as Pillow's {@code convert("RGB")} gives them: alpha is dropped, and
 * colour profiles are not applied, by which Java would lighten greys. Values of 16 bits give their upper byte, also greys, which
 * Pillow clips. Not thread-safe.
 */
final class RgbRows {

    private final BufferedImage image;

    /** How many values a pixel has that are read as they are; 0 where Java converts the colours. */
    private final int bands;

    /** Whether the values are inks: cyan, magenta, yellow and black, as JPEGs for print have. */
    private final boolean inks;

    /** How many bits a value is wider than a byte. */
    private final int extraBits;

    /** Room for the values of a row. */
    private int[] samples = {};

    RgbRows(BufferedImage image) {
        this.image = image;
        ColorModel colours = image.getColorModel();
        this.bands = isPlain(colours) ? image.getRaster().getNumBands() : 0;
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
        int room = width() * Math.max(1, bands);
        int[] row = samples.length < room ? new int[room] : samples;
        samples = row;
        if (bands == 0) {
            image.getRGB(0, y, width(), 1, row, 0, width());
            fromPacked(row, rgb);
            return;
        }
        image.getRaster().getPixels(0, y, width(), 1, row);
        if (inks) {
            fromInks(row, rgb);
        } else {
            fromBands(row, rgb);
        }
    }

    private void fromPacked(int[] row, int[] rgb) {
        for (int x = 0, to = 0; x < width(); x++) {
            rgb[to++] = row[x] >> 16 & 0xff;
            rgb[to++] = row[x] >> 8 & 0xff;
            rgb[to++] = row[x] & 0xff;
        }
    }

    private void fromBands(int[] row, int[] rgb) {
        int green = bands < 3 ? 0 : 1;
        for (int x = 0, from = 0, to = 0; x < width(); x++, from += bands) {
            rgb[to++] = row[from] >> extraBits;
            rgb[to++] = row[from + green] >> extraBits;
            rgb[to++] = row[from + 2 * green] >> extraBits;
        }
    }

    private void fromInks(int[] row, int[] rgb) {
        for (int x = 0, from = 0, to = 0; x < width(); x++, from += bands) {
            int white = 255 - (row[from + 3] >> extraBits);
            rgb[to++] = white - share(row[from] >> extraBits, white);
            rgb[to++] = white - share(row[from + 1] >> extraBits, white);
            rgb[to++] = white - share(row[from + 2] >> extraBits, white);
        }
    }

    /** How much an ink takes of what black has left, rounded. */
    private static int share(int ink, int white) {
        return (ink * white * 2 + 255) / 510;
    }
}
