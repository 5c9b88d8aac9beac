package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that refuses whatever is not encrypted, on the port {@code JTIDB_TIDB_TLS_PORT} of this machine, with a certificate for
 * {@code localhost} by the authority in the key store {@code JTIDB_TIDB_TLS_CA}, whose password is {@code changeit}.
 */
@EnabledIfEnvironmentVariable(named = "JTIDB_TIDB_TLS_PORT", matches = ".+")
class TiDBTlsTest {

    private static String url(String host, boolean trusted) {
        String store = URLEncoder.encode(
                "file:" + Objects.requireNonNull(System.getenv("JTIDB_TIDB_TLS_CA")), StandardCharsets.UTF_8);
        return "mysql://root@" + host + ":" + System.getenv("JTIDB_TIDB_TLS_PORT") + "/jtidb_test"
                + (trusted
                        ? "?trustCertificateKeyStoreUrl=" + store
                                + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=changeit"
                        : "");
    }

    private static TiDBClientBuilder builder(String host, boolean trusted) {
        return TiDBClient.builder().url(url(host, trusted)).ensureDatabase(true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Tls.class,
            names = {"VERIFY_IDENTITY", "VERIFY_CA"})
    void verified_byItsAuthority_connects(Tls tls) {
        try (TiDBClient client = builder("localhost", true).tls(tls).build()) {
            assertThat(client.query("SELECT 1").scalar(Integer.class)).contains(1);
        }
    }

    @Test
    void verifyIdentity_ofAnotherHost_refused_whereVerifyCaIsNot() {
        TiDBClientBuilder identity = builder("127.0.0.1", true).tls(Tls.VERIFY_IDENTITY);
        assertThatThrownBy(identity::build)
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("127.0.0.1");
        builder("127.0.0.1", true).tls(Tls.VERIFY_CA).build().close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Tls.class,
            names = {"VERIFY_IDENTITY", "VERIFY_CA"})
    void verified_byAnAuthorityThatIsNotTrusted_refused(Tls tls) {
        TiDBClientBuilder builder = builder("localhost", false).tls(tls);
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("tls(");
    }

    @Test
    void disabled_isRefusedByAServerThatWantsTls() {
        TiDBClientBuilder builder = builder("localhost", true).tls(Tls.DISABLED);
        assertThatThrownBy(builder::build).isInstanceOf(ConnectionException.class);
    }
}
