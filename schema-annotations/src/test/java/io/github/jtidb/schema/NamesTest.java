package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "id, id",
        "createdAt, created_at",
        "userID, user_id",
        "URLValue, url_value",
        "URL, url",
        "Document, document",
        "HTML5Page, html5_page",
        "md5Hash, md5_hash",
        "a1B2, a1_b2",
        "x, x",
        "aB, a_b",
        "AB, ab",
        "already_snake, already_snake",
        "user__ID, user__id",
        "_private, _private",
        "MAX_SIZE, max_size",
        "userIDs, user_i_ds",
        "größeÄndern, größe_ändern",
    })
    void snakeCase_javaName(String javaName, String expected) {
        assertThat(Names.snakeCase(javaName)).isEqualTo(expected);
    }

    @Test
    void snakeCase_turkishLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Names.snakeCase("userID")).isEqualTo("user_id");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "select", "größe", "with space", "a\"b'c", "表", "distance", "score"})
    void fault_usableName(String name) {
        assertThat(Names.faultOfTable(name)).isEmpty();
        assertThat(Names.faultOfColumn(name)).isEmpty();
        assertThat(Names.faultOfIndex(name)).isEmpty();
    }

    @Test
    void fault_length() {
        assertThat(Names.faultOfColumn("x".repeat(64))).isEmpty();
        assertThat(Names.faultOfColumn("x".repeat(65))).hasValue("has 65 characters instead of 1 to 64");
        assertThat(Names.faultOfColumn("")).hasValue("has 0 characters instead of 1 to 64");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "end ,white space",
                " start,white space",
                "back`quote,the character '`'",
                "meta.lang,the character '.'",
                "_jtidb_outbox,'_jtidb'",
                "_JTIDB,'_jtidb'",
            })
    void fault_unusableName(String name, String fault) {
        assertThat(Names.faultOfTable(name))
                .hasValueSatisfying(text -> assertThat(text).contains(fault.replace("'_jtidb'", "_jtidb")));
        assertThat(Names.faultOfColumn(name)).isEqualTo(Names.faultOfTable(name));
        assertThat(Names.faultOfIndex(name)).isEqualTo(Names.faultOfTable(name));
    }

    @Test
    void fault_characterThatCannotBeQuoted() {
        assertThat(Names.faultOfTable("a\0b")).hasValue("holds the character U+0000");
        assertThat(Names.faultOfTable("a\nb")).hasValue("holds the character U+000A");
        assertThat(Names.faultOfTable("a\u0085b")).hasValue("holds the character U+0085");
        assertThat(Names.faultOfTable("\uD83D\uDE00")).hasValue("holds the character U+D83D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_distance", "_score", "_match_score", "_DISTANCE", "_score_2", "_tidb_rowid", "$and"})
    void faultOfColumn_takenName(String name) {
        assertThat(Names.faultOfColumn(name))
                .hasValueSatisfying(text -> assertThat(text).startsWith("begins with '"));
        assertThat(Names.faultOfTable(name)).isEmpty();
    }

    @Test
    void faultOfIndex_primary() {
        assertThat(Names.faultOfIndex("Primary")).hasValue("is the key's own name");
    }
}
