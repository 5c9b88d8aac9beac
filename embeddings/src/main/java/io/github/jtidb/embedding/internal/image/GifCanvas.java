package io.github.jtidb.embedding.internal.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where the first picture of a GIF lies on its canvas, which may be larger. Immutable.
 *
 * @param width the canvas's, the whole picture included
 * @param height the canvas's
 * @param left how many pixels are to the left of the picture
 * @param top how many are above it
 */
record GifCanvas(int width, int height, int left, int top) {

    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;

    static GifCanvas of(byte[] file, String what) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int width = in.getShort(6) & 0xffff;
            int height = in.getShort(8) & 0xffff;
            in.position(HEADER + colours(in.get(10)));
            int kind = in.get();
            for (; kind == EXTENSION; kind = in.get()) {
                in.get();
                skipBlocks(in);
            }
            if (kind != PICTURE) {
                throw ImageDecoder.broken("no picture in it", what, null);
            }
            int left = in.getShort() & 0xffff;
            int top = in.getShort() & 0xffff;
            int right = left + (in.getShort() & 0xffff);
            int bottom = top + (in.getShort() & 0xffff);
            // ImageIO makes a picture that is cut short black at its end, without a word.
            in.position(in.position() + 1 + colours(in.get(in.position())) + 1);
            skipBlocks(in);
            return new GifCanvas(Math.max(width, right), Math.max(height, bottom), left, top);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ImageDecoder.broken("it ends within its first picture", what, e);
        }
    }

    /** How many bytes the table of colours takes that such a byte announces. */
    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static void skipBlocks(ByteBuffer in) {
        for (int length = in.get() & 0xff; length > 0; length = in.get() & 0xff) {
            in.position(in.position() + length);
        }
    }

    /** The canvas with the picture on it: round about the transparent colour, or the first one where there is none. */
    BufferedImage fill(BufferedImage picture) {
        if (picture.getWidth() == width && picture.getHeight() == height) {
            return picture;
        }
        IndexColorModel colours = (IndexColorModel) picture.getColorModel();
        WritableRaster canvas = picture.getRaster().createCompatibleWritableRaster(width, height);
        int around = Math.max(0, colours.getTransparentPixel());
        int[] row = new int[width];
        Arrays.fill(row, around);
        for (int y = 0; y < height; y++) {
            canvas.setPixels(0, y, width, 1, row);
        }
        canvas.setRect(left, top, picture.getRaster());
        return new BufferedImage(colours, canvas, false, null);
    }
}
