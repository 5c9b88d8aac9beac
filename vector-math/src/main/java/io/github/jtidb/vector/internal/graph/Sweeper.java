package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Takes removed rows out of the graph, so that their slots can be used again.
 *
 * <p>When a share of the nodes is dead, it goes once over all: who links to one that leaves is given new links, chosen among
 * the others it has and those of the one that leaves. No list written since then names a dead node, so after the round none
 * does. Every change of the index moves the round on a little; nothing has to wait for all of it. Not thread-safe: as for
 * {@link Linker}.
 */
final class Sweeper {

    /** A round begins when one in so many nodes is dead. */
    private static final int SHARE = 8;

    private static final int MIN_DEAD = 64;
    /** The round moves on once in so many changes, since each time searches have to wait. */
    private static final int CHANGES_PER_STEP = 16;

    private final Rows rows;
    private final Lock writeLock;
    private int[] leaving = {};
    private int cursor;
    private int changes;

    Sweeper(Rows rows, Lock writeLock) {
        this.rows = rows;
        this.writeLock = writeLock;
    }

    /** Does a share of the work now and then; called whenever a row was added or removed. */
    void step(Graph graph) {
        if (leaving.length == 0 && graph.dead >= Math.max(MIN_DEAD, graph.nodes / SHARE)) {
            begin();
        }
        if (leaving.length > 0 && ++changes % CHANGES_PER_STEP == 0) {
            // Twice as fast as the next dead ones can gather.
            int end = Math.min(rows.high(), cursor + 2 * CHANGES_PER_STEP * (rows.high() / leaving.length + 1));
            Pruner pruner = new Pruner(graph);
            Map<Integer, int[]> lists = new LinkedHashMap<>();
            for (; cursor < end; cursor++) {
                int[] list = repaired(graph, cursor, pruner);
                if (list != null) {
                    lists.put(cursor, list);
                }
            }
            graph.setLinks(lists, writeLock, graph::adoptOrphans);
            if (cursor == rows.high()) {
                finish(graph);
            }
        }
    }

    private void begin() {
        cursor = 0;
        int[] found = new int[rows.high()];
        int count = 0;
        writeLock.lock();
        try {
            for (int slot = 0; slot < rows.high(); slot++) {
                if (rows.state(slot) == Rows.DEAD) {
                    rows.setState(slot, Rows.LEAVING);
                    found[count++] = slot;
                }
            }
        } finally {
            writeLock.unlock();
        }
        leaving = Arrays.copyOf(found, count);
    }

    /** The links of a node without those to rows that leave, or null if it has none of these. */
    private int @Nullable [] repaired(Graph graph, int node, Pruner pruner) {
        byte state = rows.state(node);
        if (state != Rows.LINKED && state != Rows.DEAD) {
            return null;
        }
        int width = graph.links.width;
        int[] list = new int[width];
        int count = graph.links.copy(node, list);
        if (!namesLeaving(list, count)) {
            return null;
        }
        int[] chosen = new int[width];
        int kept = 0;
        if (state == Rows.DEAD) {
            for (int i = 0; i < count; i++) {
                if (rows.state(list[i]) != Rows.LEAVING) {
                    chosen[kept++] = list[i];
                }
            }
        } else {
            pruner.clear();
            int[] further = new int[width];
            for (int i = 0; i < count; i++) {
                if (rows.state(list[i]) == Rows.LINKED) {
                    pruner.offer(node, list[i]);
                } else {
                    int furtherCount = graph.links.copy(list[i], further);
                    for (int j = 0; j < furtherCount; j++) {
                        if (rows.state(further[j]) == Rows.LINKED && further[j] != node) {
                            pruner.offer(node, further[j]);
                        }
                    }
                }
            }
            kept = pruner.choose(width * 7 / 8, chosen);
        }
        return Arrays.copyOf(chosen, kept);
    }

    private boolean namesLeaving(int[] list, int count) {
        for (int i = 0; i < count; i++) {
            if (rows.state(list[i]) == Rows.LEAVING) {
                return true;
            }
        }
        return false;
    }

    private void finish(Graph graph) {
        writeLock.lock();
        try {
            for (int slot : leaving) {
                graph.release(slot);
            }
            graph.adoptOrphans();
        } finally {
            writeLock.unlock();
        }
        leaving = new int[0];
    }
}
