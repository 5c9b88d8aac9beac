package io.github.jtidb.client.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Tls;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @Test
    void parse_readsEveryPart() {
        assertThat(
                        ServerAddress.parse(
                                "mysql://2x.root:p%2Fa%3As+s%40@gateway01.eu.tidbcloud.com:4000/my%20db?sslMode=VERIFY_CA&a=b%26c"))
                .isEqualTo(new ServerAddress(
                        "gateway01.eu.tidbcloud.com",
                        4000,
                        "2x.root",
                        "p/a:s+s@",
                        "my db",
                        Map.of("sslMode", "VERIFY_CA", "a", "b&c")));
    }

    @Test
    void parse_leavesOutWhatIsNotThere() {
        assertThat(ServerAddress.parse("jdbc:mysql://localhost"))
                .isEqualTo(new ServerAddress("localhost", 4000, null, null, null, Map.of()));
        assertThat(ServerAddress.parse("mysql+pymysql://root@[::1]:3306/"))
                .isEqualTo(new ServerAddress("[::1]", 3306, "root", null, null, Map.of()));
        assertThat(ServerAddress.parse("jdbc:mysql://h/d?user=zelda&password=secret"))
                .isEqualTo(new ServerAddress("h", 4000, "zelda", "secret", "d", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:4000",
                "postgresql://zelda:hunter2@h/d",
                "mysql:/zelda:hunter2@h/d",
                "mysql://zelda:hunter2@h1,h2:4000/d",
                "mysql://zelda:hunter2/@h:4000/d",
                "mysql://zelda:hunter 2@h:4000/d",
                "mysql://zelda:hunter2@h:4000/d?x",
                "mysql://zelda:hunter2@h:4000/d?=x",
                "mysql://zelda:hunter2@:4000/d"
            })
    void parse_anythingElse_isRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> ServerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("mysql://user:password@host:4000/database")
                .hasMessageNotContaining("hunter")
                .hasMessageNotContaining("zelda");
    }

    @Test
    void toString_holdsNoSecret() {
        assertThat(ServerAddress.parse("mysql://zelda:hunter2@h/d?password=hunter3")
                        .toString())
                .isEqualTo("h:4000/d");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, DISABLED",
        "LOCALHOST, DISABLED",
        "127.0.0.1, DISABLED",
        "[::1], DISABLED",
        "::1, DISABLED",
        "127.0.0.1.example.com, VERIFY_IDENTITY",
        "127.evil.example, VERIFY_IDENTITY",
        "localhost.example.com, VERIFY_IDENTITY",
        "10.0.0.1, VERIFY_IDENTITY",
        "gateway01.eu.tidbcloud.com, VERIFY_IDENTITY"
    })
    void defaultTls_isVerifiedExceptOnThisMachine(String host, Tls expected) {
        assertThat(Server.defaultTls(host)).isEqualTo(expected);
    }
}
