package io.github.jtidb.schema;

import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What to write instead of a type that no column can hold. */
final class UnsupportedTypes {

    private static final String USE_STRING = "Use a String";
    private static final String USE_NULL = "Use the type inside it: a column may hold null";
    private static final String USE_INSTANT =
            "Use Instant, or LocalDateTime with a column of its own for the zone: the database keeps no zone";
    private static final String USE_VECTOR = "Use float[] with @VectorField for a vector, List for JSON";

    private static final String USE_LIST = "Use List, which becomes JSON";

    private static final Map<Class<?>, String> REMEDIES = Map.ofEntries(
            Map.entry(char.class, USE_STRING),
            Map.entry(Character.class, USE_STRING),
            Map.entry(BigInteger.class, "Use long, or BigDecimal with @Column(precision = 65, scale = 0)"),
            Map.entry(Optional.class, USE_NULL),
            Map.entry(OptionalInt.class, USE_NULL),
            Map.entry(OptionalLong.class, USE_NULL),
            Map.entry(OptionalDouble.class, USE_NULL),
            Map.entry(OffsetDateTime.class, USE_INSTANT),
            Map.entry(ZonedDateTime.class, USE_INSTANT),
            Map.entry(OffsetTime.class, "Use LocalTime: the database keeps no zone"),
            Map.entry(float[].class, "Annotate it with @VectorField(dimensions = ...) or @VectorField(model = ...)"),
            Map.entry(double[].class, USE_VECTOR),
            Map.entry(Float[].class, USE_VECTOR),
            Map.entry(Double[].class, USE_VECTOR),
            Map.entry(Byte[].class, "Use byte[]"),
            Map.entry(Object.class, "Use the type that is meant, or Map<String, Object> for JSON"));

    private UnsupportedTypes() {}

    static SchemaException refuse(Member member) {
        String wrong = "no column holds a " + member.type().getTypeName();
        return Refusal.of(
                member, wrong, member.rawType().map(UnsupportedTypes::remedy).orElse(USE_LIST));
    }

    private static String remedy(Class<?> type) {
        String known = REMEDIES.get(type);
        if (known != null) {
            return known;
        }
        if (type.isArray()) {
            return USE_LIST;
        }
        if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)) {
            return "Use Instant, LocalDateTime, LocalDate or LocalTime";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "Declare it as Map";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "Declare it as "
                    + (Set.class.isAssignableFrom(type)
                            ? "Set"
                            : List.class.isAssignableFrom(type) ? "List" : "Collection");
        }
        if (type.isAnnotationPresent(TableModel.class)) {
            return "Keep the key of the other table's row instead";
        }
        return "Use a number, boolean, String, enum, UUID, byte[] or java.time type, or a record, Map or List for JSON";
    }
}
