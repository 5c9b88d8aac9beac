package io.github.jtidb.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws a matrix of similarities: the darker a field, the more alike. */
final class HeatMap {

    private static final int FIELD = 110;
    private static final int MARGIN = 60;

    private HeatMap() {}

    /**
     * Writes a PNG.
     *
     * @param matrix values from -1 to 1, by row and column
     * @param rows the rows' names
     * @param columns the columns' names
     * @param file where it goes; folders are made
     */
    static void write(float[][] matrix, List<String> rows, List<String> columns, Path file) throws IOException {
        int width = MARGIN + columns.size() * FIELD;
        int height = MARGIN + rows.size() * FIELD;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        for (int column = 0; column < columns.size(); column++) {
            graphics.drawString(columns.get(column), MARGIN + column * FIELD + FIELD / 2 - 10, MARGIN / 2);
        }
        for (int row = 0; row < rows.size(); row++) {
            graphics.setColor(Color.BLACK);
            graphics.drawString(rows.get(row), 10, MARGIN + row * FIELD + FIELD / 2);
            for (int column = 0; column < columns.size(); column++) {
                field(graphics, MARGIN + column * FIELD, MARGIN + row * FIELD, matrix[row][column]);
            }
        }
        graphics.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static void field(Graphics2D graphics, int x, int y, float similarity) {
        float strength = Math.max(0, Math.min(1, similarity));
        graphics.setColor(new Color(1 - 0.9f * strength, 1 - 0.6f * strength, 1 - 0.3f * strength));
        graphics.fillRect(x, y, FIELD - 2, FIELD - 2);
        graphics.setColor(strength > 0.6f ? Color.WHITE : Color.BLACK);
        graphics.drawString(String.format(Locale.ROOT, "%.2f", similarity), x + FIELD / 2 - 16, y + FIELD / 2);
    }
}
