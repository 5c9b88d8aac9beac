package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.schema.VectorField.IndexPolicy;
import io.github.jtidb.vector.DistanceMetric;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Indexes that come and go after the table. */
@SeekDBServer.Needed
class SeekDBIndexTest {

    private final TiDBClient client =
            TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true).build();

    @TableModel("late_indexes")
    record Late(
            @Id int id,
            @FullTextField(index = false) @Nullable String body,

            @VectorField(dimensions = 3, metric = DistanceMetric.L2, index = IndexPolicy.NONE)
            float @Nullable [] far,

            @VectorField(dimensions = 3, metric = DistanceMetric.NEGATIVE_INNER_PRODUCT, index = IndexPolicy.NONE)
            float @Nullable [] product,

            @VectorField(dimensions = 3, metric = DistanceMetric.L1)
            float @Nullable [] city) {}

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void indexes_areCreatedFoundAndDropped() {
        Table<Late> table = client.createTable(Late.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Late(1, "green apples", new float[] {1, 0, 0}, new float[] {1, 0, 0}, null),
                new Late(2, "a pear", new float[] {0, 1, 0}, new float[] {0, 1, 0}, null)));

        for (String field : List.of("far", "product")) {
            assertThat(table.hasVectorIndex(field)).isFalse();
            table.createVectorIndex(field);
            assertThat(table.hasVectorIndex(field)).isTrue();
            assertThatThrownBy(() -> table.createVectorIndex(field)).isInstanceOf(SchemaException.class);
            table.createVectorIndex(field, IfExists.SKIP);
            table.createVectorIndex(field, IfExists.OVERWRITE);
            assertThat(table.search(new float[] {1, 0, 0})
                            .vectorField(field)
                            .limit(1)
                            .toList())
                    .extracting(hit -> hit.row().id())
                    .containsExactly(1);
            assertThat(table.dropVectorIndex(field)).isTrue();
            assertThat(table.dropVectorIndex(field)).isFalse();
        }
        assertThat(table.hasFullTextIndex("body")).isFalse();
        table.createFullTextIndex("body");
        assertThat(table.hasFullTextIndex("body")).isTrue();
        assertThat(table.search("apples", SearchType.FULL_TEXT).limit(3).toList())
                .extracting(hit -> hit.row().id())
                .containsExactly(1);
        assertThat(table.dropFullTextIndex("body")).isTrue();
        assertThatThrownBy(() ->
                        table.search("apples", SearchType.FULL_TEXT).limit(3).toList())
                .isInstanceOf(NotSupportedException.class);
    }

    @Test
    void whatSeekDBHasNot_isNotSupported() {
        Table<Late> table = client.createTable(Late.class, IfExists.OVERWRITE);

        assertThatThrownBy(() -> table.createVectorIndex("city"))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("L1");
        assertThatThrownBy(table::tiFlashReplica).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(() -> table.setTiFlashReplica(1)).isInstanceOf(NotSupportedException.class);
        assertThat(table.indexes()).isEmpty();
        table.awaitIndexes(Duration.ZERO);
    }
}
