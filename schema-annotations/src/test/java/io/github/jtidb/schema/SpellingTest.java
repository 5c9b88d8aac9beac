package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "same, SAME, 0",
        "kitten, sitting, 3",
        "content, contnet, 2",
        "content, contents, 1",
    })
    void distance_words(String a, String b, int expected) {
        assertThat(Spelling.distance(a, b)).isEqualTo(expected);
        assertThat(Spelling.distance(b, a)).isEqualTo(expected);
    }

    @Test
    void nearest_typo() {
        assertThat(Spelling.nearest("contnet", List.of("id", "comment", "content")))
                .hasValue("content");
    }

    @Test
    void nearest_limit() {
        assertThat(Spelling.nearest("titel", List.of("title"))).hasValue("title");
        assertThat(Spelling.nearest("tit", List.of("title"))).isEmpty();
        assertThat(Spelling.nearest("", List.of("x"))).isEmpty();
    }

    @Test
    void nearest_nothingNear() {
        assertThat(Spelling.nearest("price", List.of("id", "content"))).isEmpty();
    }
}
