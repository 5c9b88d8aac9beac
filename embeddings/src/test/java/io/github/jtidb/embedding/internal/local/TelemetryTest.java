package io.github.jtidb.embedding.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryTest {

    @ParameterizedTest
    @CsvSource({
        "1.28.0, linux, false",
        "1.28.3, mac os x, false",
        "1.9.0, linux, false",
        "1.29.0, linux, true",
        "1.29, linux, true",
        "1.30.1, mac os x, true",
        "2.0.0, linux, true",
        "1.29.0, windows 11, false",
        ", linux, false"
    })
    void reports_sinceTheVersionThatDoes(String version, String system, boolean expected) {
        assertThat(Telemetry.reports(version, system)).isEqualTo(expected);
    }
}
