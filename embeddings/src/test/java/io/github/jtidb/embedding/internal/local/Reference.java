package io.github.jtidb.embedding.internal.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One text of the reference files, with what Python makes of it. */
record Reference(
        String name,
        String text,
        int tokens,
        long[] firstIds,
        long[] lastIds,
        float[] first,
        float[] last,
        float[] cosines) {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    static List<Reference> of(String model) {
        String file = "reference-" + model.substring("local/".length()) + ".txt";
        try (var in = new BufferedReader(
                new InputStreamReader(Reference.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Reference::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return of("local/all-MiniLM-L6-v2").stream()
                .filter(reference -> reference.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Reference parse(String line) {
        String[] field = line.split("\\|");
        return new Reference(
                field[0],
                ESCAPE.matcher(field[1]).replaceAll(match -> "" + (char) Integer.parseInt(match.group(1), 16)),
                Integer.parseInt(field[2]),
                longs(field[3]),
                longs(field[4]),
                floats(field[5]),
                floats(field[6]),
                floats(field[7]));
    }

    private static long[] longs(String field) {
        return Arrays.stream(field.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    static float[] floats(String field) {
        String[] values = field.split(" ");
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = Float.parseFloat(values[i]);
        }
        return floats;
    }
}
