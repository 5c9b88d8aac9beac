package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client built from variables says of itself, and of variables that contradict each other. */
class EnvironmentTest {

    /** Nothing listens on port 1, so that the message tells where the client wanted to go. */
    private static String destination(Map<String, String> variables) {
        try (TiDBClient client = new Environment(variables).toBuilder().build()) {
            return client.toString();
        } catch (ConnectionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void partsInEitherSpelling_nameTheServer() {
        assertThat(destination(Map.of("TIDB_HOST", "127.0.0.1", "TIDB_PORT", "1", "TIDB_DATABASE", "shop")))
                .contains("'127.0.0.1:1/shop'");
        assertThat(destination(Map.of(
                        "TIDB_HOST",
                        "127.0.0.1",
                        "TIDB_PORT",
                        "1",
                        "TIDB_DB_NAME",
                        "shop",
                        "TIDB_USER",
                        "zelda",
                        "TIDB_USERNAME",
                        "zelda",
                        "TIDB_PASSWORD",
                        "hunter2")))
                .contains("'127.0.0.1:1/shop'")
                .doesNotContain("hunter2", "zelda");
        assertThat(destination(Map.of("TIDB_PORT", "1"))).contains("'localhost:1/test'");
    }

    @Test
    void url_namesTheServer() {
        assertThat(destination(
                        Map.of("TIDB_DATABASE_URL", "mysql+pymysql://zelda:hunter2@127.0.0.1:1/shop", "TIDB_HOST", "")))
                .contains("'127.0.0.1:1/shop'")
                .doesNotContain("hunter2", "zelda");
    }

    @Test
    void nothingSet_isTheEmbeddedDatabaseInItsFolder() {
        TiDBClientBuilder builder = new Environment(Map.of("TIDB_HOST", "", "OTHER", "x")).toBuilder();

        // A folder is set already: the one of the environment.
        assertThatThrownBy(() -> builder.folder(Environment.DEFAULT_FOLDER))
                .hasMessageContaining("folder is set twice");
    }

    @ParameterizedTest
    @CsvSource({
        "TIDB_DATABASE_URL, mysql://h/d, TIDB_HOST, other, TIDB_DATABASE_URL",
        "TIDB_USER, zelda, TIDB_USERNAME, bob, TIDB_USERNAME",
        "TIDB_DB_NAME, a, TIDB_DATABASE, b, TIDB_DATABASE"
    })
    void contradiction_isNamed(String one, String oneValue, String other, String otherValue, String named) {
        assertThatThrownBy(() -> new Environment(Map.of(one, oneValue, other, otherValue)).toBuilder())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(named, "Unset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "65536", "-1", "4000.0"})
    void portThatIsNone_isRefused(String port) {
        assertThatThrownBy(() -> new Environment(Map.of("TIDB_PORT", port)).toBuilder())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(port);
    }
}
