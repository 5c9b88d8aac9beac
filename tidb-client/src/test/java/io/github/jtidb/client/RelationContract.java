package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.ManyToOne;
import io.github.jtidb.schema.SchemaException;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that come with the rows of another table. */
@NullUnmarked // Related rows of the test's own rows are known not to be null.
abstract class RelationContract {

    private final TiDBClient client = open().build();
    private Table<Author> authors;
    private Table<Post> posts;

    abstract TiDBClientBuilder open();

    @TableModel("authors")
    record Author(
            @Id int id,
            String name,
            @Nullable Integer mentorId,
            @ManyToOne("mentorId") @Nullable Author mentor) {}

    /** The related row stands between the columns. */
    @TableModel("posts")
    record Post(
            @Id int id,
            @ManyToOne("authorId") @Nullable Author author,
            @Nullable Integer authorId,
            @VectorField(dimensions = 2) float @Nullable [] vector) {}

    @TableModel("labels")
    static final class Label {

        @Id
        int id;

        long authorId;

        @ManyToOne("authorId")
        @Nullable
        Author author;
    }

    @BeforeEach
    void create() {
        authors = client.createTable(Author.class, IfExists.OVERWRITE);
        posts = client.createTable(Post.class, IfExists.OVERWRITE);
        authors.bulkInsert(List.of(new Author(1, "Ann", null, null), new Author(2, "Bob", 1, null)));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void everyWayOfReading_bringsTheRelatedRow() {
        Author given = new Author(9, "not written", null, null);
        Post inserted = posts.insert(new Post(1, given, 2, new float[] {1, 0}));
        posts.bulkInsert(List.of(
                new Post(2, null, 2, new float[] {1, 1}),
                new Post(3, null, null, new float[] {0, 1}),
                new Post(4, null, 77, null)));
        Author bob = new Author(2, "Bob", 1, null);

        assertThat(inserted.author()).isSameAs(given);
        assertThat(posts.get(1).orElseThrow().author()).isEqualTo(bob);
        assertThat(posts.query().toList()).extracting(Post::author).containsExactly(bob, bob, null, null);
        List<SearchHit<Post>> hits = posts.search(new float[] {1, 0}).limit(3).toList();
        assertThat(hits).extracting(hit -> hit.row().author()).containsExactly(bob, bob, null);
        assertThat(posts.search(new float[] {1, 0}).limit(1).toMaps().get(0)).containsEntry("author", bob);
        assertThat(posts.search(new float[] {1, 0}).select("authorId").limit(1).toRows())
                .extracting(Post::author)
                .containsExactly(bob);
        assertThat(authors.get(2).orElseThrow().mentor()).isEqualTo(new Author(1, "Ann", null, null));
    }

    @Test
    void manyRows_eachWithItsOwn() {
        Random random = new Random(11);
        authors.bulkInsert(IntStream.range(10, 3_000)
                .mapToObj(i -> new Author(i, "a" + i, null, null))
                .toList());
        List<Post> rows = IntStream.range(0, 4_000)
                .mapToObj(i -> new Post(i, null, 10 + random.nextInt(4_000), null))
                .toList();
        posts.bulkInsert(rows);

        for (Post post : posts.query().toList()) {
            if (post.authorId() < 3_000) {
                assertThat(post.author().name()).isEqualTo("a" + post.authorId());
            } else {
                assertThat(post.author()).isNull();
            }
        }
    }

    @Test
    void inATransaction_seesItsRows_andSaveAndUpdateLeaveThemAlone() {
        client.useTransaction(tx -> {
            tx.table(authors).insert(new Author(5, "Eve", null, null));
            tx.table(posts).save(new Post(1, null, 5, null));
            assertThat(tx.table(posts).get(1).orElseThrow().author().name()).isEqualTo("Eve");
        });
        posts.update(Map.of("authorId", 1), Filter.eq("id", 1));
        assertThat(posts.get(1).orElseThrow().author().name()).isEqualTo("Ann");
        assertThatThrownBy(() -> posts.update(Map.of("author", 1), Filter.eq("id", 1)))
                .isInstanceOf(SchemaException.class);
    }

    @Test
    void keyOfAnotherType_refused() {
        assertThatThrownBy(() -> client.createTable(Label.class, IfExists.OVERWRITE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("author", "BIGINT", "INT");
    }
}
