package io.github.jtidb.embedding.internal.image;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: what EXIF calls orientation, 1 to 8. Immutable.
 *
 * @param transposed whether rows and columns change places, 5 to 8
 * @param mirrored whether the upright picture's left is at the file's right, or bottom where transposed
 * @param flipped whether the upright picture's top is at the file's bottom, or right where transposed
 */
record Orientation(boolean transposed, boolean mirrored, boolean flipped) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** {@code II}; the other is {@code MM}. */
    private static final int LITTLE_ENDIAN = 0x4949;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    /** {@code Exif\0\0}, which begins a JPEG's segment. */
    private static final long EXIF = 0x4578_6966_0000L;

    /** A marker is a byte of ones and one that tells its kind; more ones may come before. */
    private static final int FILL = 0xff00;

    private static final int LAST_FILL = 0xffff;
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_EXIF = 0x6558_4966;

    /** What the file says; upright where it says nothing, or nothing that makes sense. */
    static Orientation of(byte[] file, ImageFormat format) {
        ByteBuffer in = ByteBuffer.wrap(file);
        try {
            return switch (format) {
                case JPEG -> ofJpeg(in);
                case PNG -> ofPng(in);
                case GIF, BMP, WEBP -> UPRIGHT;
            };
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static Orientation ofJpeg(ByteBuffer in) {
        int start = 2;
        while (true) {
            int marker = in.getChar(start);
            int length = in.getChar(start + 2);
            if (marker == APP1 && length > 8 && in.getLong(start + 4) >>> 16 == EXIF) {
                return ofTiff(in.slice(start + 10, length - 8));
            }
            if (marker < FILL || marker == START_OF_SCAN) {
                return UPRIGHT;
            }
            start += marker == LAST_FILL ? 1 : 2 + length;
        }
    }

    private static Orientation ofPng(ByteBuffer in) {
        int start = PNG_SIGNATURE;
        for (int length = in.getInt(start); length >= 0; length = in.getInt(start)) {
            if (in.getInt(start + 4) == PNG_EXIF) {
                return ofTiff(in.slice(start + 8, length));
            }
            start += 12 + length;
        }
        return UPRIGHT;
    }

    private static Orientation ofTiff(ByteBuffer in) {
        in.order(in.getChar(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int entry = in.getInt(4) + 2;
        for (int left = in.getChar(entry - 2); left > 0; left--, entry += 12) {
            if (in.getChar(entry) == TAG && in.getChar(entry + 2) == SHORT) {
                return of(in.getChar(entry + 8));
            }
        }
        return UPRIGHT;
    }

    /** Of EXIF's number; upright for any that is none. */
    static Orientation of(int number) {
        return switch (number) {
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, true, false);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    /** The picture as it should be seen; the same object where nothing changes. */
    BufferedImage upright(BufferedImage image) {
        if (equals(UPRIGHT)) {
            return image;
        }
        int width = transposed ? image.getHeight() : image.getWidth();
        int height = transposed ? image.getWidth() : image.getHeight();
        WritableRaster from = image.getRaster();
        WritableRaster to = from.createCompatibleWritableRaster(width, height);
        Object pixel = null;
        for (int y = 0; y < height; y++) {
            int row = flipped ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int column = mirrored ? width - 1 - x : x;
                pixel = from.getDataElements(transposed ? row : column, transposed ? column : row, pixel);
                to.setDataElements(x, y, pixel);
            }
        }
        return new BufferedImage(image.getColorModel(), to, image.isAlphaPremultiplied(), null);
    }
}
