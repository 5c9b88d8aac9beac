package io.github.jtidb.client.internal.embedded;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;

/**
 * A word index at one moment. Immutable; its reader closes when all that acquired it, and the index, have released it.
 *
 * @param generation the generation it shows
 * @param newer the rows in which it may be newer than a statement of this generation
 * @param reader the documents
 * @param texts how many documents have words
 * @param length how many words they have, together
 */
record WordView(long generation, Set<Long> newer, DirectoryReader reader, long texts, long length) {

    static WordView of(long generation, Set<Long> newer, DirectoryReader reader) throws IOException {
        long texts = 0;
        long length = 0;
        for (LeafReaderContext context : reader.leaves()) {
            LeafReader leaf = context.reader();
            NumericDocValues lengths = leaf.getNumericDocValues(WordIndex.LENGTH);
            Bits live = leaf.getLiveDocs();
            while (lengths != null && lengths.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
                if ((live == null || live.get(lengths.docID())) && lengths.longValue() > 0) {
                    texts++;
                    length += lengths.longValue();
                }
            }
        }
        return new WordView(generation, newer, reader, texts, length);
    }

    /** Keeps the reader open; false if it is closed already. */
    boolean acquire() {
        return reader.tryIncRef();
    }

    void release() throws IOException {
        reader.decRef();
    }
}
