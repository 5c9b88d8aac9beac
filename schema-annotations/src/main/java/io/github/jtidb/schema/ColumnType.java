package io.github.jtidb.schema;

/** The SQL types that columns of table classes have; {@link TableModel} says which Java type becomes which. Immutable. */
public enum ColumnType {
    /** True or false. */
    BOOLEAN,
    /** A whole number of 8 bits, signed. */
    TINYINT,
    /** A whole number of 16 bits, signed. */
    SMALLINT,
    /** A whole number of 32 bits, signed. */
    INT,
    /** A whole number of 64 bits, signed. */
    BIGINT,
    /** A binary floating-point number of 32 bits. */
    FLOAT,
    /** A binary floating-point number of 64 bits. */
    DOUBLE,
    /** A decimal number with a fixed precision and scale. */
    DECIMAL,
    /** Text up to a declared length. */
    VARCHAR,
    /** Text of one length. */
    CHAR,
    /** Text without a declared length. */
    TEXT,
    /** Bytes up to a declared length. */
    VARBINARY,
    /** Bytes without a declared length. */
    BLOB,
    /** A date. */
    DATE,
    /** A time of day, to the microsecond. */
    TIME,
    /** A date and time without a time zone, to the microsecond. */
    DATETIME,
    /** A JSON document. */
    JSON,
    /** A vector of 32-bit floating-point numbers. */
    VECTOR
}
