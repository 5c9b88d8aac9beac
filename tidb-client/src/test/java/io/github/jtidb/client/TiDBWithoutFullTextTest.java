package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import org.junit.jupiter.api.Test;

/** Without an index no TiDB searches by words, and some have no such search at all. */
@TiDBServer.Needed
class TiDBWithoutFullTextTest {

    @TableModel("unindexed")
    record Unindexed(
            @Id int id, @FullTextField(index = false) String body) {}

    @Test
    void toList_noIndexOrNoSearchByWords_saysWhatToDo() {
        try (TiDBClient client =
                TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true).build()) {
            Table<Unindexed> table = client.createTable(Unindexed.class, IfExists.OVERWRITE);
            table.insert(new Unindexed(1, "apples"));

            assertThatThrownBy(() -> table.search("apples", SearchType.FULL_TEXT)
                            .limit(1)
                            .toList())
                    .isInstanceOf(NotSupportedException.class)
                    .hasMessageContainingAll("unindexed", "body", "@FullTextField", "by vector");
        }
    }
}
