package io.github.jtidb.client;

import io.github.jtidb.schema.FullTextField;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.VectorField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are found by their vectors and by their words. */
final class Stories {

    private Stories() {}

    @TableModel("stories")
    record Story(
            @Id @Nullable Long id,
            int year,
            @Nullable String topic,
            @FullTextField @Nullable String body,

            @VectorField(sourceField = "body", model = "test/words")
            float @Nullable [] vector) {}

    /** Two fields of each kind, and a key of two parts. */
    @TableModel("pages")
    record Page(
            @Id String book,
            @Id int number,
            @FullTextField @Nullable String heading,
            @FullTextField @Nullable String body,
            @VectorField(dimensions = 2) float @Nullable [] first,
            @VectorField(dimensions = 2) float @Nullable [] second) {}

    static final List<Story> ALL = List.of(
            new Story(1L, 2001, "food", "green apples and red apples", null),
            new Story(2L, 2002, "food", "bread and butter", null),
            new Story(3L, 2003, "sea", "ships carry apples over the ocean", null),
            new Story(4L, 2004, "sea", "sails and wind", null),
            new Story(5L, 2005, null, null, null));
}
