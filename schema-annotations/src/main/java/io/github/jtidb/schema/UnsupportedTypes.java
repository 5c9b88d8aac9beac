package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.JavaType;
import io.github.jtidb.schema.internal.Member;
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
        JavaType type = member.type();
        String wrong = "no column holds a " + member.type().name();
        return Refusal.of(member, wrong, type.known().map(REMEDIES::get).orElseGet(() -> remedy(type)));
    }

    private static String remedy(JavaType type) {
        if (type.isArray()) {
            return USE_LIST;
        }
        if (type.isA(Date.class) || type.isA(Calendar.class)) {
            return "Use Instant, LocalDateTime, LocalDate or LocalTime";
        }
        if (type.isA(Map.class)) {
            return "Declare it as Map";
        }
        if (type.isA(Collection.class)) {
            return "Declare it as " + (type.isA(Set.class) ? "Set" : type.isA(List.class) ? "List" : "Collection");
        }
        if (type.isTable()) {
            return "Keep the key of the other table's row in a field of its own, and add @ManyToOne(\"thatField\") to this one";
        }
        return "Use a number, boolean, String, enum, UUID, byte[] or java.time type, or a record, Map or List for JSON";
    }
}
