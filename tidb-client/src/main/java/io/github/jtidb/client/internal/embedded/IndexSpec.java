package io.github.jtidb.client.internal.embedded;

import io.github.jtidb.schema.FullTextField.Parser;
import io.github.jtidb.vector.DistanceMetric;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which index of a table: of vectors under a metric, or of words. Immutable.
 *
 * @param column the column's position, which stays when it is renamed
 * @param metric the metric, or null
 * @param parser what cuts the words, or null
 */
record IndexSpec(
        int column,
        @Nullable DistanceMetric metric,
        @Nullable Parser parser) {

    private static final Pattern FOLDER = Pattern.compile("([0-9a-f]{1,16})-([0-9]{1,5})-([a-z0-9_]+)");

    /**
     * An index on disk.
     *
     * @param watch its table's watch
     * @param spec which index of that table
     */
    record Stored(long watch, IndexSpec spec) {}

    static IndexSpec vectors(int column, DistanceMetric metric) {
        return new IndexSpec(column, metric, null);
    }

    static IndexSpec words(int column, Parser parser) {
        return new IndexSpec(column, null, parser);
    }

    /** The folder of an index. */
    String folder(long watch) {
        String kind = metric == null ? Objects.requireNonNull(parser).name() : metric.name();
        return Long.toHexString(watch) + "-" + column + "-" + kind.toLowerCase(Locale.ROOT);
    }

    /** What a folder of this name holds, or null. */
    static @Nullable Stored stored(String folder) {
        Matcher matcher = FOLDER.matcher(folder);
        if (!matcher.matches()) {
            return null;
        }
        IndexSpec spec = of(Integer.parseInt(matcher.group(2)), matcher.group(3));
        return spec == null ? null : new Stored(Long.parseUnsignedLong(matcher.group(1), 16), spec);
    }

    /** The index of a column by the name of a metric or of a parser, or null. */
    static @Nullable IndexSpec of(int column, String kind) {
        for (Parser parser : Parser.values()) {
            if (parser.name().equalsIgnoreCase(kind)) {
                return words(column, parser);
            }
        }
        for (DistanceMetric metric : DistanceMetric.values()) {
            if (metric.name().equalsIgnoreCase(kind)) {
                return vectors(column, metric);
            }
        }
        return null;
    }
}
