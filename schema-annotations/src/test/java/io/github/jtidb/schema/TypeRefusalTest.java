package io.github.jtidb.schema;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types that no column holds, and lengths and digits that do not fit. */
class TypeRefusalTest {

    static Stream<Arguments> types() {
        @TableModel
        record PrimitiveChar(@Id int id, char x) {}
        @TableModel
        record BoxedChar(@Id int id, Character x) {}
        @TableModel
        record Big(@Id int id, BigInteger x) {}
        @TableModel
        record Opt(@Id int id, Optional<String> x) {}
        @TableModel
        record OptInt(@Id int id, OptionalInt x) {}
        @TableModel
        record Offset(@Id int id, OffsetDateTime x) {}
        @TableModel
        record Zoned(@Id int id, ZonedDateTime x) {}
        @TableModel
        record OffTime(@Id int id, OffsetTime x) {}
        @TableModel
        record OldDate(@Id int id, Date x) {}
        @TableModel
        record OldCalendar(@Id int id, Calendar x) {}
        @TableModel
        record Floats(@Id int id, float[] x) {}
        @TableModel
        record Doubles(@Id int id, double[] x) {}
        @TableModel
        record BoxedFloats(@Id int id, Float[] x) {}
        @TableModel
        record BoxedBytes(@Id int id, Byte[] x) {}
        @TableModel
        record Strings(@Id int id, String[] x) {}
        @TableModel
        record GenericArray(@Id int id, List<String>[] x) {}
        @TableModel
        record Anything(@Id int id, Object x) {}
        @TableModel
        record Implementation(@Id int id, ArrayList<String> x) {}
        @TableModel
        record MapImplementation(@Id int id, HashMap<String, String> x) {}
        @TableModel
        record SetImplementation(@Id int id, HashSet<String> x) {}
        @TableModel
        record QueueImplementation(@Id int id, ConcurrentLinkedQueue<String> x) {}
        @TableModel
        record Span(@Id int id, Duration x) {}
        @TableModel
        record Related(@Id int id, Big x) {}
        String none = "no column holds a ";
        return Stream.of(
                arguments(PrimitiveChar.class, none + "char", "Use a String"),
                arguments(BoxedChar.class, none + "java.lang.Character", "Use a String"),
                arguments(
                        Big.class, none + "java.math.BigInteger", "BigDecimal with @Column(precision = 65, scale = 0)"),
                arguments(Opt.class, none + "java.util.Optional<java.lang.String>", "a column may hold null"),
                arguments(OptInt.class, none + "java.util.OptionalInt", "a column may hold null"),
                arguments(Offset.class, none + "java.time.OffsetDateTime", "Use Instant"),
                arguments(Zoned.class, none + "java.time.ZonedDateTime", "Use Instant"),
                arguments(OffTime.class, none + "java.time.OffsetTime", "Use LocalTime"),
                arguments(OldDate.class, none + "java.util.Date", "Use Instant"),
                arguments(OldCalendar.class, none + "java.util.Calendar", "Use Instant"),
                arguments(Floats.class, none + "float[]", "@VectorField(dimensions = ...)"),
                arguments(Doubles.class, none + "double[]", "Use float[] with @VectorField"),
                arguments(BoxedFloats.class, none + "java.lang.Float[]", "Use float[] with @VectorField"),
                arguments(BoxedBytes.class, none + "java.lang.Byte[]", "Use byte[]"),
                arguments(Strings.class, none + "java.lang.String[]", "Use List, which becomes JSON"),
                arguments(GenericArray.class, none + "java.util.List<java.lang.String>[]", "Use List"),
                arguments(Anything.class, none + "java.lang.Object", "Map<String, Object> for JSON"),
                arguments(Implementation.class, none + "java.util.ArrayList<java.lang.String>", "Declare it as List."),
                arguments(
                        MapImplementation.class,
                        none + "java.util.HashMap<java.lang.String, java.lang.String>",
                        "Declare it as Map."),
                arguments(SetImplementation.class, none + "java.util.HashSet<java.lang.String>", "Declare it as Set."),
                arguments(
                        QueueImplementation.class,
                        none + "java.util.concurrent.ConcurrentLinkedQueue<java.lang.String>",
                        "Declare it as Collection."),
                arguments(Span.class, none + "java.time.Duration", "Use a number, boolean, String"),
                arguments(Related.class, none + Big.class.getName(), "Keep the key of the other table's row"));
    }

    static Stream<Arguments> sizes() {
        @TableModel
        record LongString(
                @Id int id, @Column(length = 16384) String x) {}
        @TableModel
        record NegativeString(
                @Id int id, @Column(length = -1) String x) {}
        @TableModel
        record LongBytes(@Id int id, @Column(length = 65536) byte[] x) {}
        @TableModel
        record LengthOfInt(@Id int id, @Column(length = 9) int x) {}
        @TableModel
        record LengthOfText(
                @Id int id, @Text @Column(length = 9) String x) {}
        @TableModel
        record LengthOfWords(
                @Id int id,
                @FullTextField @Column(length = 9) String x) {}
        @TableModel
        record LengthOfVector(
                @Id int id,

                @VectorField(dimensions = 3) @Column(length = 9)
                float[] x) {}
        @TableModel
        record NoPrecision(@Id int id, BigDecimal x) {}
        @TableModel
        record NoScale(@Id int id, @Column(precision = 9) BigDecimal x) {}
        @TableModel
        record WidePrecision(
                @Id int id,
                @Column(precision = 66, scale = 2) BigDecimal x) {}
        @TableModel
        record NegativePrecision(
                @Id int id,
                @Column(precision = -5, scale = 0) BigDecimal x) {}
        @TableModel
        record WideScale(
                @Id int id,
                @Column(precision = 65, scale = 31) BigDecimal x) {}
        @TableModel
        record ScaleOverPrecision(
                @Id int id,
                @Column(precision = 3, scale = 4) BigDecimal x) {}
        @TableModel
        record NegativeScale(
                @Id int id,
                @Column(precision = 3, scale = -2) BigDecimal x) {}
        @TableModel
        record PrecisionOfDouble(
                @Id int id,
                @Column(precision = 9, scale = 2) double x) {}
        @TableModel
        record PrecisionOfString(
                @Id int id, @Column(precision = 9) String x) {}
        @TableModel
        record ScaleOfBytes(@Id int id, @Column(scale = 2) byte[] x) {}
        @TableModel
        record PrecisionOfText(
                @Id int id, @Text @Column(precision = 9) String x) {}
        @TableModel
        record LengthOfDecimal(
                @Id int id,

                @Column(length = 9, precision = 9, scale = 0)
                BigDecimal x) {}
        @TableModel
        record NullVector(
                @Id int id,

                @VectorField(dimensions = 3) @Column(nullable = false)
                float[] x) {}
        return Stream.of(
                arguments(LongString.class, "length = 16384) is out of range; expected 1 to 16383", "use @Text"),
                arguments(NegativeString.class, "length = -1) is out of range; expected 1 to 16383", "use @Text"),
                arguments(LongBytes.class, "length = 65536) is out of range; expected 1 to 65535", "none for a BLOB"),
                arguments(LengthOfInt.class, "or a byte[]; not this int", "Remove length"),
                arguments(
                        LengthOfText.class,
                        "fits a String without @Text or @FullTextField, or a byte[]; not this java.lang.String",
                        "Remove length"),
                arguments(LengthOfWords.class, "not this java.lang.String", "Remove length"),
                arguments(LengthOfVector.class, "not this float[]", "Remove length"),
                arguments(LengthOfDecimal.class, "not this java.math.BigDecimal", "Remove length"),
                arguments(
                        NoPrecision.class,
                        "a BigDecimal needs a precision and a scale, so that nothing is rounded",
                        "scale = 4)"),
                arguments(
                        NoScale.class,
                        "a BigDecimal needs a precision and a scale, so that nothing is rounded",
                        "scale = 4)"),
                arguments(
                        WidePrecision.class,
                        "precision 66 is out of range; expected 1 to 65",
                        "@Column(precision = 19"),
                arguments(
                        NegativePrecision.class, "precision -5 is out of range; expected 1 to 65", "@Column(precision"),
                arguments(WideScale.class, "scale 31 is out of range; expected 0 to 30", "@Column(precision"),
                arguments(ScaleOverPrecision.class, "scale 4 is out of range; expected 0 to 3", "@Column(precision"),
                arguments(NegativeScale.class, "scale -2 is out of range; expected 0 to 3", "@Column(precision"),
                arguments(PrecisionOfDouble.class, "fits a BigDecimal, not this double", "Remove precision and scale"),
                arguments(PrecisionOfString.class, "not this java.lang.String", "Remove precision and scale"),
                arguments(ScaleOfBytes.class, "not this byte[]", "Remove precision and scale"),
                arguments(PrecisionOfText.class, "not this java.lang.String", "Remove precision and scale"),
                arguments(NullVector.class, "a vector column always may hold null", "Remove nullable = false"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void of_typeThatNoColumnHolds(Class<?> table, String wrong, String remedy) {
        Refused.assertRefused(table, "x", wrong, remedy);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void of_sizeThatDoesNotFit(Class<?> table, String wrong, String remedy) {
        Refused.assertRefused(table, "x", wrong, remedy);
    }
}
