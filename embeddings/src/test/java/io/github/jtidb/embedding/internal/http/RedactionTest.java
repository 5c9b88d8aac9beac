package io.github.jtidb.embedding.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction = new Redaction(List.of("sk-0123456789abcdef"));

    @Test
    void key_wholeOrInPieces_isHidden() {
        assertThat(redaction.clean("Incorrect key sk-0123456789abcdef.", List.of()))
                .isEqualTo("Incorrect key ….");
        assertThat(redaction.clean("Incorrect key sk-01234***bcdef.", List.of()))
                .isEqualTo("Incorrect key …***bcdef.");
    }

    @Test
    void text_wholeOrInPieces_isHidden() {
        List<String> texts = List.of("tiny", "A long confession\nabout many things that went wrong");

        assertThat(redaction.clean("bad input 'A long confession about'", texts))
                .isEqualTo("bad input '…'");
        assertThat(redaction.clean("bad input 'tiny'", texts)).isEqualTo("bad input '…'");
        assertThat(redaction.clean("about many inputs", texts)).isEqualTo("about many inputs");
    }

    @Test
    void longMessage_isCutAndOnOneLine() {
        assertThat(redaction.clean("a\r\n\tb\u0007" + "x".repeat(5_000), List.of()))
                .startsWith("a b x")
                .hasSize(301)
                .endsWith("…");
    }

    @Test
    void textOfTheWholeMessage_leavesNothing() {
        assertThat(redaction.clean("abcdefghijklmnopqrstuvwxyz", List.of("0abcdefghijklmnopqrstuvwxyz1")))
                .isEqualTo("…");
    }
}
