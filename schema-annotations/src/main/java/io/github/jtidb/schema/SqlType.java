package io.github.jtidb.schema;

/** A column's SQL type with its numbers, 0 where the type has none. */
record SqlType(ColumnType type, int length, int precision, int scale) {

    static SqlType of(ColumnType type) {
        return new SqlType(type, 0, 0, 0);
    }

    static SqlType sized(ColumnType type, int length) {
        return new SqlType(type, length, 0, 0);
    }

    static SqlType decimal(int precision, int scale) {
        return new SqlType(ColumnType.DECIMAL, 0, precision, scale);
    }

    /** A type of time kept to the microsecond, the finest that MySQL-like databases have. */
    static SqlType micros(ColumnType type) {
        return new SqlType(type, 0, 6, 0);
    }
}
