package io.github.jtidb.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The seekdb server that tests use, named by {@code JTIDB_SEEKDB_URL}; without one they are skipped. They replace its tables. */
final class SeekDBServer {

    private SeekDBServer() {}

    /** Marks the tests that need it. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @EnabledIfEnvironmentVariable(named = "JTIDB_SEEKDB_URL", matches = ".+")
    @interface Needed {}

    static String url() {
        return Objects.requireNonNull(System.getenv("JTIDB_SEEKDB_URL"), "JTIDB_SEEKDB_URL");
    }
}
