package io.github.jtidb.schema;

import io.github.jtidb.schema.internal.Member;

/** What a key column may be. */
final class KeyRules {

    private KeyRules() {}

    static void refuseUnfit(Member member, SqlType type) {
        switch (type.type()) {
            case FLOAT, DOUBLE ->
                throw Refusal.of(
                        member,
                        "a " + type.type() + " cannot be a key: it hardly ever compares equal",
                        "Use a whole number or a BigDecimal");
            case BLOB, VARBINARY ->
                throw Refusal.of(
                        member, "a byte[] cannot be a key: Java compares arrays by identity", "Use a UUID or a String");
            case TEXT, JSON, VECTOR ->
                throw Refusal.of(
                        member,
                        "a " + type.type() + " column cannot be a key",
                        "Use a whole number, a String or a UUID");
            default -> {}
        }
    }

    /** Whether columns of a type can be keys at all. */
    static boolean canBeKey(ColumnType type) {
        return switch (type) {
            case FLOAT, DOUBLE, BLOB, VARBINARY, TEXT, JSON, VECTOR -> false;
            default -> true;
        };
    }

    /** A key that can be null is generated, when it counts. */
    static boolean isGenerated(Member member) {
        boolean counts = member.isOf(Integer.class) || member.isOf(Long.class);
        return counts && member.find(Id.class).map(Id::autoIncrement).orElse(false);
    }
}
