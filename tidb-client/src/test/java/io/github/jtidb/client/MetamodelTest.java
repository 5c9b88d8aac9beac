package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that uses the fields which the annotation processor wrote for it, from its source to its rows. */
class MetamodelTest {

    @TempDir
    private Path folder;

    @Test
    void program_filtersAndOrdersByGeneratedFields() throws Exception {
        Compilation compilation =
                new Compilation(folder).source("a.Document", """
                        package a;
                        import io.github.jtidb.schema.*;
                        import java.util.Map;
                        @TableModel
                        public record Document(@Id int id, @Text String content, Map<String, Object> meta) {}
                        """).source("a.Program", """
                        package a;
                        import io.github.jtidb.client.*;
                        import java.util.*;
                        public class Program {
                            public static List<Integer> run() {
                                try (TiDBClient client = TiDBClient.embedded()) {
                                    Table<Document> table = client.createTable(Document.class);
                                    table.bulkInsert(List.of(
                                            new Document(1, "Java", Map.of("lang", "en")),
                                            new Document(4, "Java beans", Map.of("lang", "en")),
                                            new Document(5, "Java island", Map.of("lang", "id")),
                                            new Document(6, "Javanese", Map.of("lang", "jv")),
                                            new Document(7, "tea", Map.of("lang", "en"))));
                                    return table.query()
                                            .filter(Document_.id.gt(3)
                                                    .and(Document_.content.like("Java%"))
                                                    .and(Document_.meta.path("lang").in(List.of("en", "id"))))
                                            .orderByDescending(Document_.id)
                                            .toList().stream().map(Document::id).toList();
                                }
                            }
                        }
                        """);

        assertThat(compilation.compile("-processorpath", Compilation.classPath()))
                .isEmpty();
        Method run = compilation.load("a.Program").getMethod("run");

        assertThat(run.invoke(null)).isEqualTo(List.of(5, 4));
    }

    @Test
    void filterOfAnotherType_doesNotCompile() throws Exception {
        Compilation compilation = new Compilation(folder)
                .source(
                        "a.Place",
                        "package a; import io.github.jtidb.schema.*; @TableModel record Place(@Id int id, boolean flag) {}")
                .source("a.Program", """
                        package a;
                        class Program {
                            Object wrongType = Place_.id.gt("3");
                            Object noOrder = Place_.flag.gt(true);
                        }
                        """);

        assertThat(compilation.compile("-processorpath", Compilation.classPath()))
                .contains("Program.java:3: error", "Program.java:4: error", "2 errors");
    }
}
