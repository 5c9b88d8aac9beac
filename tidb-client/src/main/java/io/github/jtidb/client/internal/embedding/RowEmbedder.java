package io.github.jtidb.client.internal.embedding;

import io.github.jtidb.client.internal.dialect.Dialect;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.schema.ColumnSchema;
import io.github.jtidb.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills the vector columns of rows that bring no vector, by embedding their source text. A row without text, or with an
 * empty one, keeps no vector. Thread-safe.
 */
public final class RowEmbedder {

    private final List<Embedded> embedded = new ArrayList<>();

    private record Embedded(ColumnSchema column, int vector, int source, EmbeddingFunction function) {}

    /** An embedder for the columns that the client embeds. */
    public RowEmbedder(TableSchema table, Dialect dialect, EmbeddingFunctions functions) {
        for (ColumnSchema column : table.vectorColumns()) {
            ColumnSchema.Vector vector = column.vector().orElseThrow();
            if (vector.sourceField().isPresent() && !dialect.embedsOnServer(column)) {
                int source = table.columns()
                        .indexOf(table.requireColumn(vector.sourceField().get()));
                EmbeddingFunction function = functions.get(vector.model().orElseThrow());
                embedded.add(new Embedded(column, table.columns().indexOf(column), source, function));
            }
        }
    }

    /** Whether there is anything to embed. */
    public boolean embedsAny() {
        return !embedded.isEmpty();
    }

    /**
     * Compares a row that replaces a stored one with it: a vector of the old text is dropped, and the vector of a text that
     * is the same is kept, so that it is not embedded again.
     */
    public void refresh(@Nullable Object[] row, @Nullable Object[] stored) {
        for (Embedded target : embedded) {
            boolean sameText = Objects.equals(row[target.source], stored[target.source]);
            if (!sameText) {
                row[target.vector] = null;
            } else if (row[target.vector] == null) {
                row[target.vector] = stored[target.vector];
            }
        }
    }

    /** Fills the vectors of some rows, whose values are in the order of the table's columns. */
    public void fill(List<@Nullable Object[]> rows) {
        for (Embedded target : embedded) {
            List<@Nullable Object[]> lacking = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (@Nullable Object[] row : rows) {
                if (row[target.vector] == null && row[target.source] instanceof String text && !text.isEmpty()) {
                    lacking.add(row);
                    texts.add(text);
                }
            }
            if (!texts.isEmpty()) {
                List<float[]> vectors = target.function.embedDocuments(texts);
                if (vectors.size() != texts.size()) {
                    throw new EmbeddingException(target.function.model() + " gave " + vectors.size() + " vectors for "
                            + texts.size() + " texts of field '" + target.column.field() + "': expected one for each.");
                }
                for (int i = 0; i < vectors.size(); i++) {
                    lacking.get(i)[target.vector] = vectors.get(i);
                }
            }
        }
    }
}
