package io.github.jtidb.client.internal.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The words of one column, in a Lucene index on disk or in memory. Every row of the table is a document in it, with or without
 * words. A search reads a view that is of its statement's own moment, so that its scores and matches are those of the rows
 * that the statement sees, whatever was deleted or merged since. Thread-safe.
 */
final class WordIndex implements RowIndex {

    static final String ROW = "row";
    static final String ID = "id";
    static final String LENGTH = "length";
    static final String TEXT = "text";

    /** Changes when indexes made by an earlier version of this class cannot be read by this one. */
    private static final String FORMAT = "1";

    private static final int VIEWS_KEPT = 4;

    private static final FieldType WORDS = new FieldType();

    /** Lucene warns of the SIMD module being there, or not; its vectors are not used here. Held, or the level is forgotten. */
    private static final Logger VECTOR_WARNINGS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTOR_WARNINGS.setLevel(Level.SEVERE);
        WORDS.setTokenized(true);
        // Scores take the exact length from its own field.
        WORDS.setOmitNorms(true);
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        WORDS.freeze();
    }

    private final Directory directory;
    private final IndexWriter writer;
    private final Words words;
    private final String signature;

    /** That of the rows. */
    private long generation;

    /** The last one that was applied. */
    private long applied;

    private volatile boolean stale;
    private volatile List<WordView> views = List.of();

    private WordIndex(Directory directory, IndexWriter writer, Words words, String signature) {
        this.directory = directory;
        this.writer = writer;
        this.words = words;
        this.signature = signature;
    }

    /** An index without documents, in place of what the directory may hold. */
    static WordIndex create(Directory directory, Words words, String signature) throws IOException {
        return new WordIndex(
                directory,
                new IndexWriter(directory, config(words, IndexWriterConfig.OpenMode.CREATE)),
                words,
                signature);
    }

    /**
     * The index that a directory holds; null where it does not fit the rows: it is of another format or table, or of another
     * generation than theirs.
     *
     * @throws IOException if there is none, or it is damaged
     */
    static @Nullable WordIndex open(Directory directory, Words words, String signature, long generation)
            throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            String current = Long.toString(generation);
            // Ahead by one is right, too: a process ended between the commit here and the one there, where the same
            // changes
            // are still waiting.
            if (!FORMAT.equals(data.get("format"))
                    || !signature.equals(data.get("signature"))
                    || !(current.equals(data.get("generation")) || current.equals(data.get("before")))) {
                return null;
            }
        }
        WordIndex index = new WordIndex(
                directory,
                new IndexWriter(directory, config(words, IndexWriterConfig.OpenMode.APPEND)),
                words,
                signature);
        index.generation = generation;
        index.show(generation, Set.of());
        return index;
    }

    private static IndexWriterConfig config(Words words, IndexWriterConfig.OpenMode mode) {
        return new IndexWriterConfig(words.documents())
                .setOpenMode(mode)
                // What is not committed is not wanted.
                .setCommitOnClose(false)
                // No thread of Lucene's own.
                .setMergeScheduler(new SerialMergeScheduler());
    }

    /** Adds a row while the index is built. */
    void add(long row, @Nullable String text) throws IOException {
        writer.addDocument(document(row, text));
    }

    private Document document(long row, @Nullable String text) {
        Document document = new Document();
        document.add(new StringField(ID, id(row), Field.Store.NO));
        document.add(new NumericDocValuesField(ROW, row));
        if (text != null) {
            long length = words.count(text).values().stream()
                    .mapToLong(Integer::longValue)
                    .sum();
            document.add(new NumericDocValuesField(LENGTH, length));
            document.add(new Field(TEXT, text, WORDS));
        }
        return document;
    }

    /** The word under which a row's document is found. */
    static BytesRef id(long row) {
        return new BytesRef(Long.toString(row));
    }

    /** Ends the building. */
    void built(long ofGeneration, Set<Long> newer) throws IOException {
        commit(ofGeneration, ofGeneration);
        generation = ofGeneration;
        show(ofGeneration, newer);
    }

    @Override
    public void apply(long next, List<Change> changes) throws IOException {
        Set<Long> done = new HashSet<>();
        for (Change change : changes) {
            if (!done.add(change.row())) {
                continue;
            }
            Term id = new Term(ID, id(change.row()));
            if (change.there()) {
                writer.updateDocument(id, document(change.row(), (String) change.value()));
            } else {
                writer.deleteDocuments(id);
            }
        }
        commit(generation, next);
        applied = next;
        show(next, Set.of());
    }

    @Override
    public void confirmed() {
        generation = applied;
    }

    private void commit(long before, long after) throws IOException {
        writer.setLiveCommitData(Map.of(
                        "format",
                        FORMAT,
                        "signature",
                        signature,
                        "before",
                        Long.toString(before),
                        "generation",
                        Long.toString(after))
                .entrySet());
        writer.commit();
    }

    private void show(long ofGeneration, Set<Long> newer) throws IOException {
        List<WordView> shown = new ArrayList<>(views);
        shown.add(WordView.of(ofGeneration, newer, DirectoryReader.open(writer)));
        if (shown.size() > VIEWS_KEPT) {
            shown.remove(0).release();
        }
        views = List.copyOf(shown);
    }

    /**
     * The best matches among the rows that the statement sees, the best first, with all that are as good as the last of them.
     * Null if the index cannot tell.
     *
     * @param most how many
     */
    @Nullable
    List<WordSearch.Match> search(String query, long most, Changes changes, H2Table table, int column)
            throws IOException {
        WordView view = view(changes);
        if (view == null) {
            return null;
        }
        try {
            WordSearch search = new WordSearch(words, query);
            long rows = search.add(view, changes.rows());
            for (long row : changes.rows()) {
                Value text = table.value(row, column);
                if (text != null) {
                    rows++;
                    search.add(row, text.getString());
                }
            }
            // TRUNCATE tells no trigger. The index has every row there is, so equal numbers mean equal rows.
            if (rows != table.rows()) {
                stale = true;
                return null;
            }
            return search.matches(most);
        } finally {
            view.release();
        }
    }

    /** The view of a statement's moment, which the caller releases, or null if there is none. */
    private @Nullable WordView view(Changes changes) {
        for (WordView view : views) {
            if (view.generation() == changes.generation()
                    && changes.rows().containsAll(view.newer())
                    && view.acquire()) {
                return view;
            }
        }
        return null;
    }

    @Override
    public boolean stale() {
        return stale;
    }

    @Override
    public void close() throws IOException {
        try {
            for (WordView view : views) {
                view.release();
            }
            views = List.of();
            writer.close();
        } finally {
            directory.close();
        }
    }
}
