package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTest {

    private static final Field<Boolean> FLAG = Field.of("flag");
    private static final Field.Ordered<Integer> ID = Field.ordered("id");
    private static final Field.Text WORD = Field.text("word");
    private static final Field.Json META = Field.json("meta");

    @Test
    void methods_makeTheFiltersOfTheirNames() {
        assertThat(FLAG.eq(true)).isEqualTo(Filter.eq("flag", true));
        assertThat(FLAG.ne(true)).isEqualTo(Filter.ne("flag", true));
        assertThat(FLAG.in(List.of(true))).isEqualTo(Filter.in("flag", List.of(true)));
        assertThat(FLAG.notIn(List.of(true))).isEqualTo(Filter.notIn("flag", List.of(true)));
        assertThat(FLAG.exists()).isEqualTo(Filter.exists("flag"));
        assertThat(FLAG.isNull()).isEqualTo(Filter.eq("flag", null));
        assertThat(ID.gt(3)).isEqualTo(Filter.gt("id", 3));
        assertThat(ID.gte(3)).isEqualTo(Filter.gte("id", 3));
        assertThat(ID.lt(3)).isEqualTo(Filter.lt("id", 3));
        assertThat(ID.lte(3)).isEqualTo(Filter.lte("id", 3));
        assertThat(ID.between(3, 5)).isEqualTo(Filter.allOf(Filter.gte("id", 3), Filter.lte("id", 5)));
        assertThat(WORD.like("a%")).isEqualTo(Filter.like("word", "a%"));
        assertThat(ID.gt(3).and(WORD.like("a%")).or(FLAG.isNull()))
                .isEqualTo(Filter.anyOf(
                        Filter.allOf(Filter.gt("id", 3), Filter.like("word", "a%")), Filter.eq("flag", null)));
    }

    @Test
    void json_quotesEveryKey() {
        assertThat(META.path("owner", "id").name()).isEqualTo("meta.\"owner\".\"id\"");
        assertThat(META.path("a\"\\").at(2).path("b").name()).isEqualTo("meta.\"a\\\"\\\\\"[2].\"b\"");
        assertThat(META.toString()).isEqualTo("meta");
    }
}
