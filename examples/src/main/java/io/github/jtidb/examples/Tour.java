package io.github.jtidb.examples;

import io.github.jtidb.client.Filter;
import io.github.jtidb.client.Fusion;
import io.github.jtidb.client.IfExists;
import io.github.jtidb.client.SearchHit;
import io.github.jtidb.client.SearchType;
import io.github.jtidb.client.Table;
import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.ManyToOne;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import java.util.List;
import java.util.Map;

/** Searches by meaning and words at once, changes rows in a transaction, and asks in SQL: in memory, no server, no key. */
public final class Tour {

    @TableModel("authors")
    public record Author(@Id Integer id, String name) {}

    // [readme: relation]
    @TableModel("articles")
    public record Article(
            @Id Integer id,
            @FullTextField String content,
            Map<String, Object> meta,
            Integer authorId,
            @ManyToOne("authorId") Author author, // read along with the article

            @VectorField(sourceField = "content", model = "local/all-MiniLM-L6-v2")
            float[] embedding) {}
    // [readme]

    /** What a query of one's own gives. */
    public record Count(String name, long articles) {}

    private Tour() {}

    /** Runs it. */
    public static void main(String[] args) {
        try (TiDBClient client = TiDBClient.embedded()) {
            Table<Author> authors = client.createTable(Author.class, IfExists.OVERWRITE);
            authors.bulkInsert(List.of(new Author(1, "Ann"), new Author(2, "Bob")));
            Table<Article> table = client.createTable(Article.class, IfExists.OVERWRITE);
            table.bulkInsert(List.of(
                    article(1, "Green apples are sour and good for baking.", "en", 1),
                    article(2, "A pear is sweeter than most other fruit.", "en", 2),
                    article(3, "The apple of my eye sails a green boat.", "en", 1),
                    article(4, "Grüne Äpfel schmecken sauer.", "de", 2)));
            hybrid(table);
            rows(client, table);
        }
    }

    private static void hybrid(Table<Article> table) {
        // [readme: hybrid]
        List<SearchHit<Article>> hits = table.search("sour green fruit", SearchType.HYBRID)
                .filter(Filter.eq("meta.lang", "en")) // a path into JSON
                .fusion(Fusion.weighted(0.7, 0.3)) // reciprocal rank fusion unless said otherwise
                .diversify(0.8) // unlike rows first
                .withoutVectors()
                .limit(2)
                .toList(); // or toRows(), toMaps(), stream(), sql(), explain()
        // [readme]
        System.out.println("By meaning and by words, English only:");
        for (SearchHit<Article> hit : hits) {
            System.out.println(
                    "  " + hit.row().author().name() + ": " + hit.row().content());
        }
    }

    private static void rows(TiDBClient client, Table<Article> table) {
        // [readme: rows]
        Article article = table.get(2).orElseThrow();
        long changed = client.transaction(
                tx -> { // all or nothing
                    Table<Article> articles = tx.table(table);
                    articles.save(article("A pear is sweeter than any apple.", article)); // embedded again
                    return articles.update(Map.of("authorId", 1), Filter.in("id", List.of(2, 4)));
                });

        List<Count> counts = client.query(
                        "SELECT name, COUNT(*) AS articles FROM articles JOIN authors ON authors.id = author_id"
                                + " WHERE articles.id <> :id GROUP BY name ORDER BY name",
                        Map.of("id", 3))
                .toList(Count.class);
        // [readme]
        System.out.println("Changed " + changed + " rows; articles by author but for article 3: " + counts);
    }

    private static Article article(int id, String content, String lang, int author) {
        return new Article(id, content, Map.of("lang", lang), author, null, null);
    }

    private static Article article(String content, Article old) {
        return new Article(old.id(), content, old.meta(), old.authorId(), old.author(), old.embedding());
    }
}
