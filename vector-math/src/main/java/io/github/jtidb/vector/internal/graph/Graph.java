package io.github.jtidb.vector.internal.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * What is derived from the rows: the codes, the links of each row, the rows that have none yet, and those at which walks
 * begin. Replaced as a whole when the codec or the layout changes. Not thread-safe.
 */
final class Graph {

    private static final int MIN_ENTRIES = 16;
    private static final int MAX_ENTRIES = 1 << 13;
    private static final int NODES_PER_ENTRY = 48;
    /** So many nodes are given their links before searches get a turn. */
    private static final int WRITES = 64;

    final Rows rows;
    final Codec codec;
    final @Nullable Codes codes;
    final @Nullable ByteCodes bytes;
    final Links links;
    final SlotGroups pending;
    Entries entries;
    /** How many rows link to each. */
    private int[] incoming = {};

    private final List<Integer> orphans = new ArrayList<>();

    /** Rows in the graph, removed ones included. */
    int nodes;
    /** Of these, the removed ones. */
    int dead;

    private final Layout layout;
    private final @Nullable Encoder encoder;
    private final Queue<Searcher> searchers = new ConcurrentLinkedQueue<>();

    /**
     * A graph without nodes.
     *
     * @param layout what to compare when walking
     */
    Graph(Rows rows, Codec codec, int width, Layout layout) {
        this.rows = rows;
        this.codec = codec;
        this.layout = layout;
        codes = layout == Layout.FLOAT ? null : newCodes();
        bytes = layout.hasBytes() ? newBytes() : null;
        encoder = codes == null ? null : new Encoder(rows, codec, codes, bytes);
        Codes inline = inline();
        links = new Links(width, inline, rows.values.chunkBits);
        pending = new SlotGroups(inline);
        entries = new Entries(inline, scorer());
    }

    /** Which layout this graph has. */
    Layout layout() {
        return layout;
    }

    /** The codes to keep beside links, if any. */
    private @Nullable Codes inline() {
        return layout == Layout.INLINE ? codes : null;
    }

    Scorer scorer() {
        return codes == null
                ? new FloatScorer(rows, codec.space)
                : new CodeScorer(rows, codec, codes, bytes, layout == Layout.INLINE);
    }

    /** A searcher of this graph; give it back after use. */
    Searcher borrow() {
        Searcher searcher = searchers.poll();
        return searcher == null ? new Searcher(this) : searcher;
    }

    void giveBack(Searcher searcher) {
        searchers.add(searcher);
    }

    /** Whether no row links to this one, so that no walk finds it. */
    boolean isOrphan(int slot) {
        return incoming[slot] == 0;
    }

    /**
     * Gives nodes their links, in steps between which searches get a turn unless the caller holds the lock.
     *
     * @param lists the links by node
     * @param last what to do in the last step
     */
    void setLinks(Map<Integer, int[]> lists, Lock writeLock, Runnable last) {
        Iterator<Map.Entry<Integer, int[]>> left = lists.entrySet().iterator();
        do {
            writeLock.lock();
            try {
                for (int i = 0; i < WRITES && left.hasNext(); i++) {
                    Map.Entry<Integer, int[]> entry = left.next();
                    setLinks(entry.getKey(), entry.getValue());
                }
                if (!left.hasNext()) {
                    last.run();
                }
            } finally {
                writeLock.unlock();
            }
        } while (left.hasNext());
    }

    private void setLinks(int node, int[] slots) {
        for (int slot : slots) {
            incoming[slot]++;
        }
        forgetLinks(node);
        links.set(node, slots, slots.length);
    }

    private void forgetLinks(int node) {
        int[] old = new int[links.width];
        int count = links.copy(node, old);
        for (int i = 0; i < count; i++) {
            if (--incoming[old[i]] == 0) {
                orphans.add(old[i]);
            }
        }
    }

    /** Has every row that lost its last link be linked to again. */
    void adoptOrphans() {
        for (int i = 0; i < orphans.size(); i++) {
            int slot = orphans.get(i);
            if (isLinked(slot) && isOrphan(slot)) {
                adopt(slot);
            }
        }
        orphans.clear();
    }

    /**
     * Links to a row from one of its neighbours: the nearest with room, or else the first in place of a link to a row that
     * others link to as well.
     */
    void adopt(int slot) {
        int[] neighbors = new int[links.width];
        int count = links.copy(slot, neighbors);
        int[] list = new int[links.width];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < count; i++) {
                int size = links.copy(neighbors[i], list);
                if (isLinked(neighbors[i]) && size < list.length) {
                    links.put(neighbors[i], size, slot);
                    incoming[slot]++;
                    return;
                }
                for (int j = size - 1; round == 1 && j >= 0; j--) {
                    if (isLinked(neighbors[i]) && incoming[list[j]] > 1) {
                        incoming[list[j]]--;
                        links.put(neighbors[i], j, slot);
                        incoming[slot]++;
                        return;
                    }
                }
            }
        }
    }

    /** Makes room for all slots of the rows. */
    void reserve() {
        if (incoming.length < rows.high()) {
            incoming = Arrays.copyOf(incoming, rows.high() + (rows.high() >> 1) + 64);
        }
        links.reserve(rows.high());
        if (codes != null) {
            codes.reserve(rows.high());
        }
        if (bytes != null) {
            bytes.reserve(rows.high());
        }
    }

    /** Takes in a row that is PENDING. */
    void add(int slot) {
        reserve();
        if (encoder != null) {
            encoder.encode(slot);
        }
        pending.add(slot);
    }

    /** A row that was PENDING has got its links. */
    void link(int slot) {
        pending.remove(slot);
        rows.setState(slot, Rows.LINKED);
        nodes++;
        if (entries.size() < Math.min(MAX_ENTRIES, MIN_ENTRIES + nodes / NODES_PER_ENTRY)) {
            entries.add(slot);
        }
    }

    /** The entries grouped anew. */
    Entries regrouped() {
        Entries fresh = new Entries(inline(), scorer());
        fresh.addAll(entries.slots());
        return fresh;
    }

    /** A LINKED row is removed; walks still pass through it. */
    void kill(int slot) {
        rows.setState(slot, Rows.DEAD);
        dead++;
        if (entries.contains(slot)) {
            entries.remove(slot);
            replaceEntry(slot);
        }
    }

    /** A slot whose row was taken out of the graph; nothing points at it any more. */
    void release(int slot) {
        forgetLinks(slot);
        links.cut(slot, 0);
        nodes--;
        dead--;
        rows.release(slot);
    }

    /** Makes a neighbour an entry, or where there is none and no entry is left, any row. */
    private void replaceEntry(int slot) {
        int[] list = new int[links.width];
        int count = links.copy(slot, list);
        for (int i = 0; i < count; i++) {
            if (isLinked(list[i]) && !entries.contains(list[i])) {
                entries.add(list[i]);
                return;
            }
        }
        for (int i = 0; i < rows.high() && entries.size() == 0; i++) {
            if (isLinked(i)) {
                entries.add(i);
            }
        }
    }

    private boolean isLinked(int slot) {
        return rows.state(slot) == Rows.LINKED;
    }

    /** A graph of the same rows and links with another codec or layout. */
    Graph recoded(Codec otherCodec, Layout layout, Parallel parallel) {
        Graph graph = new Graph(rows, otherCodec, links.width, layout);
        graph.nodes = nodes;
        graph.dead = dead;
        graph.incoming = incoming;
        graph.reserve();
        graph.encodeAll(parallel);
        int[][] lists = new int[parallel.threads()][links.width];
        parallel.forEach(rows.high(), (worker, slot) -> {
            if (rows.state(slot) >= Rows.LINKED) {
                graph.links.set(slot, lists[worker], links.copy(slot, lists[worker]));
            }
        });
        for (int i = 0; i < pending.size(); i++) {
            graph.pending.add(pending.slot(i));
        }
        graph.entries.addAll(entries.slots());
        return graph;
    }

    /** Codes every row but the hidden ones; removed ones are still walked through. */
    void encodeAll(Parallel parallel) {
        if (codes == null) {
            return;
        }
        Encoder[] encoders = new Encoder[parallel.threads()];
        Arrays.setAll(encoders, i -> new Encoder(rows, codec, codes, bytes));
        parallel.forEach(rows.high(), (worker, slot) -> {
            if (rows.state(slot) >= Rows.PENDING) {
                encoders[worker].encode(slot);
            }
        });
    }

    void write(FileOutput out) throws IOException {
        out.put((byte) (codes == null ? 0 : 1));
        out.put((byte) (bytes == null ? 0 : 1));
        out.endSection();
        if (codes != null) {
            codes.write(out, rows.high());
        }
        if (bytes != null) {
            bytes.write(out, rows.high());
        }
        int[] list = new int[links.width];
        for (int slot = 0; slot < rows.high(); slot++) {
            if (rows.state(slot) >= Rows.LINKED) {
                int count = links.copy(slot, list);
                out.put((byte) count);
                out.put(list, 0, count);
            }
        }
        out.endSection();
        pending.write(out);
        entries.write(out);
        out.endSection();
    }

    /** Fills a new graph from a file, which may have been written by one with another layout. */
    void read(FileInput in, Parallel parallel) throws IOException {
        reserve();
        readCodes(in, parallel);
        int[][] lists = new int[rows.high()][];
        for (int slot = 0; slot < lists.length; slot++) {
            byte state = rows.state(slot);
            if (state >= Rows.LINKED) {
                int count = in.getByte();
                if (count < 0 || count > links.width) {
                    throw in.damaged("a row has " + count + " links");
                }
                lists[slot] = new int[count];
                in.get(lists[slot], 0, lists[slot].length);
                nodes++;
                dead += state == Rows.DEAD ? 1 : 0;
            }
        }
        in.endSection();
        int[] unlinked = in.getInts();
        int[] first = in.getInts();
        in.endSection();
        parallel.forEach(lists.length, (worker, slot) -> {
            if (lists[slot] != null) {
                links.set(slot, lists[slot], lists[slot].length);
            }
        });
        for (int slot = 0; slot < lists.length; slot++) {
            if (lists[slot] != null) {
                for (int other : lists[slot]) {
                    incoming[other]++;
                }
            }
        }
        for (int slot : unlinked) {
            pending.add(slot);
        }
        entries.addAll(first);
    }

    private void readCodes(FileInput in, Parallel parallel) throws IOException {
        boolean hasCodes = in.getByte() != 0;
        boolean hasBytes = in.getByte() != 0;
        in.endSection();
        if (hasCodes) {
            (codes == null ? newCodes() : codes).read(in, rows.high());
        }
        if (hasBytes) {
            (bytes == null ? newBytes() : bytes).read(in, rows.high());
        }
        if (codes != null && !hasCodes || bytes != null && !hasBytes) {
            encodeAll(parallel);
        }
    }

    private Codes newCodes() {
        return new Codes(codec.words(), rows.values.chunkBits);
    }

    private ByteCodes newBytes() {
        return new ByteCodes(codec.length(), rows.values.chunkBits);
    }

    /** What is compared on a walk. */
    enum Layout {
        /** The rows. */
        FLOAT,
        /** Codes, each beside its own row. */
        COMPACT,
        /** Codes, and what is found by them is compared by bytes. */
        BYTES,
        /** As BYTES, and the codes stand beside every node that links to them as well. */
        INLINE;

        boolean hasBytes() {
            return this == BYTES || this == INLINE;
        }
    }
}
