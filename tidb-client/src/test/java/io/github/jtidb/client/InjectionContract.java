package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.client.Samples.Words;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import io.github.jtidb.vector.TiDBException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What others were broken by (CVE-2026-22738, CVE-2026-22730, CVE-2026-22729, CVE-2026-55405), tried on every place that takes a
 * caller's text: it is bound, or refused as a name that the table has not; never run.
 */
abstract class InjectionContract {

    private final TiDBClient client = open().embeddingFunction(new Words()).build();
    private @Nullable Table<Secret> table;

    abstract TiDBClientBuilder open();

    @TableModel("secrets")
    record Secret(
            @Id String id,
            @Nullable String owner,
            @Text @Nullable String body,
            @Nullable Map<String, Object> meta,

            @VectorField(sourceField = "body", model = "test/words")
            float @Nullable [] vector) {}

    static List<String> payloads() {
        return List.of(
                "' OR '1'='1",
                "' OR 1=1 -- ",
                "x'; DROP TABLE secrets; -- ",
                "\\' OR 1=1 -- ",
                "\\",
                "` = `id` OR `id",
                "id` = 'a' OR 1=1 OR `id",
                "id = 'a' OR 1=1 --",
                "\") OR 1=1 -- ",
                "meta.x') OR 1=1 OR JSON_EXTRACT(meta, '$.x",
                "meta.x\" || \"y",
                "meta.a') = 'b' UNION SELECT * FROM secrets -- ",
                "T(java.lang.Runtime).getRuntime().exec('id')",
                "#{1+1}",
                "${jndi:ldap://x}",
                ":id",
                "?",
                "/* */",
                "@@version",
                "%",
                "_",
                "*",
                "\u0000",
                "\uFF07 OR 1=1",
                "SLEEP(5)");
    }

    @BeforeEach
    void create() {
        table = client.createTable(Secret.class, IfExists.OVERWRITE);
        table.bulkInsert(List.of(
                new Secret("a", "ann", "apples", Map.of("x", "y"), null),
                new Secret("b", "bob", "bread", Map.of("x", "z"), null)));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Table<Secret> table() {
        return Objects.requireNonNull(table);
    }

    private interface Attempt {
        int rows();
    }

    /** How many rows come out of it: none, if it is refused. */
    private static int tried(Attempt attempt) {
        try {
            return attempt.rows();
        } catch (TiDBException | IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("Caused by");
            return 0;
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void asAValue_findsNothingAndIsStoredAsItIs(String text) {
        Table<Secret> secrets = table();
        List<Filter> filters = List.of(
                Filter.eq("owner", text),
                Filter.in("owner", List.of(text, text)),
                Filter.eq("meta.x", text),
                Filter.of(Map.of("owner", Map.of("$in", List.of(text)))),
                Filter.rawSql("owner = :owner", Map.of("owner", text)));
        for (Filter filter : filters) {
            assertThat(tried(() -> secrets.query().filter(filter).toList().size()))
                    .isZero();
            assertThat(tried(() -> secrets.search("apples")
                            .filter(filter)
                            .limit(5)
                            .toList()
                            .size()))
                    .isZero();
            assertThat(tried(() -> (int) secrets.delete(filter))).isZero();
            assertThat(tried(() -> (int) secrets.update(Map.of("owner", "x"), filter)))
                    .isZero();
        }
        assertThat(tried(() -> secrets.get(text).isPresent() ? 1 : 0)).isZero();
        tried(() -> secrets.search(text).limit(5).toList().size());
        tried(() -> client.query("SELECT id FROM secrets WHERE owner = :o", Map.of("o", text))
                .size());
        assertThat(secrets.rows()).isEqualTo(2);

        secrets.save(new Secret("c" + text, text, text, Map.of("k", text, text, "v"), null));
        Secret stored = secrets.query().filter(Filter.gt("id", "b")).toList().get(0);
        assertThat(stored.owner()).isEqualTo(text);
        assertThat(stored.body()).isEqualTo(text);
        assertThat(stored.meta()).containsEntry("k", text);
        assertThat(secrets.delete(Filter.eq("id", "c" + text))).isOne();
        assertUnharmed();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void asAName_isRefused(String text) {
        Table<Secret> secrets = table();
        List<Attempt> attempts = new ArrayList<>();
        for (String name : List.of(text, "owner" + text, "meta." + text, "meta." + text + ".x")) {
            attempts.add(
                    () -> secrets.query().filter(Filter.eq(name, "q")).toList().size());
            attempts.add(() ->
                    secrets.query().filter(Filter.like(name, "q")).toList().size());
            attempts.add(
                    () -> secrets.query().filter(Map.of(name, "q")).toList().size());
            attempts.add(() -> secrets.search("apples")
                    .filter(Map.of(name, Map.of("$gt", "zz")))
                    .limit(5)
                    .toList()
                    .size());
        }
        attempts.add(() -> secrets.query().orderBy(text).toList().size());
        attempts.add(
                () -> secrets.search("apples").select(text).limit(2).toList().size());
        attempts.add(() ->
                secrets.search("apples").vectorField(text).limit(2).toList().size());
        attempts.add(() -> (int) secrets.update(Map.of(text, "q"), Filter.eq("id", "a")));
        attempts.add(() -> client.query("SELECT :" + text + " FROM secrets WHERE 1 = 0", new HashMap<>())
                .size());
        attempts.add(() -> client.openTable(text).query().toList().size());
        attempts.add(() -> client.hasTable(text) ? 1 : 0);
        attempts.add(() -> client.dropTable(text) ? 1 : 0);
        for (Attempt attempt : attempts) {
            assertThat(tried(attempt)).isZero();
        }
        assertUnharmed();
    }

    private void assertUnharmed() {
        assertThat(table().query().toList()).extracting(Secret::owner).containsExactly("ann", "bob");
    }
}
