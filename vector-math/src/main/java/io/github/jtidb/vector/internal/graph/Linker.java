package io.github.jtidb.vector.internal.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into the graph, many at a time.
 *
 * <p>The links of all rows of a batch are found in parallel in the graph as it is, which nobody changes meanwhile, and only
 * then written. So no thread reads what another writes, the result does not depend on how many threads there are, and
 * searches wait only for the writing, in short steps. Not thread-safe: one thread at a time may call it, and no other may
 * change the graph.
 */
final class Linker {

    /** Rows that come from memory at the same time. */
    private static final int ROWS = 8;

    private final Graph graph;
    private final int effort;
    private final int limit;
    private final Lock writeLock;
    private final Parallel parallel;
    private final Worker[] workers;

    /**
     * A linker.
     *
     * @param effort how wide the walks to the neighbours of a row are
     * @param writeLock held while links are written
     */
    Linker(Graph graph, int effort, Lock writeLock, Parallel parallel) {
        this.graph = graph;
        this.effort = effort;
        this.writeLock = writeLock;
        this.parallel = parallel;
        // Some room is left, so that not every new link has a full list pruned again.
        limit = graph.links.width * 7 / 8;
        workers = new Worker[parallel.threads()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker();
        }
    }

    /** Finds the links of rows that are PENDING, and what changes for it in the lists of others; nothing is written yet. */
    Plan plan(int[] unsorted) {
        long[] places = new long[unsorted.length];
        parallel.forEach(places.length, (worker, i) -> places[i] = workers[worker].searcher.place(unsorted[i]));
        // Rows near each other one after another: what one of them has read is still at hand for the next.
        int[] batch = sorted(unsorted, places);
        int[][] found = new int[batch.length][];
        int[] twins = new int[batch.length];
        parallel.forEach(batch.length, (worker, i) -> found[i] = workers[worker].neighbors(batch, i, places, twins));
        Map<Integer, Integer> moved = moved(batch, twins);
        int[] fresh =
                IntStream.of(batch).filter(slot -> !moved.containsKey(slot)).toArray();
        int[][] chosen = IntStream.range(0, batch.length)
                .filter(i -> !moved.containsKey(batch[i]))
                .mapToObj(i -> moved.isEmpty() ? found[i] : renamed(batch[i], found[i], moved))
                .toArray(int[][]::new);
        Map<Integer, int[]> lists = new LinkedHashMap<>();
        for (int i = 0; i < fresh.length; i++) {
            lists.put(fresh[i], chosen[i]);
        }
        long[] reverse = reverse(fresh, chosen);
        int[] starts = starts(reverse);
        int[] targets = new int[starts.length - 1];
        int[][] extended = new int[targets.length][];
        parallel.forEach(targets.length, (worker, i) -> {
            targets[i] = (int) (reverse[starts[i]] >>> 32);
            extended[i] =
                    workers[worker].extended(targets[i], lists.get(targets[i]), reverse, starts[i], starts[i + 1]);
        });
        for (int i = 0; i < targets.length; i++) {
            lists.put(targets[i], extended[i]);
        }
        return new Plan(batch, fresh, moved, lists);
    }

    /** The slots in the order of their places, which are sorted as well. */
    private static int[] sorted(int[] slots, long[] places) {
        int[] order = IntStream.range(0, slots.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> places[i]))
                .mapToInt(i -> i)
                .toArray();
        long[] old = places.clone();
        Arrays.setAll(places, i -> old[order[i]]);
        return IntStream.of(order).map(i -> slots[i]).toArray();
    }

    /** Rows that equal another, and which: equal rows would crowd each other out of the graph. */
    private static Map<Integer, Integer> moved(int[] batch, int[] twins) {
        Map<Integer, Integer> moved = new HashMap<>();
        for (int i = 0; i < batch.length; i++) {
            if (twins[i] != Links.NONE) {
                moved.put(batch[i], moved.getOrDefault(twins[i], twins[i]));
            }
        }
        return moved;
    }

    /** The links with the slots that are left of equal rows, each once. */
    private static int[] renamed(int slot, int[] links, Map<Integer, Integer> moved) {
        return IntStream.of(links)
                .map(other -> moved.getOrDefault(other, other))
                .filter(other -> other != slot)
                .distinct()
                .toArray();
    }

    /** The links back, as target and source, by target. */
    private static long[] reverse(int[] batch, int[][] chosen) {
        int count = 0;
        for (int[] list : chosen) {
            count += list.length;
        }
        long[] edges = new long[count];
        int at = 0;
        for (int i = 0; i < batch.length; i++) {
            for (int target : chosen[i]) {
                edges[at++] = (long) target << 32 | batch[i];
            }
        }
        Arrays.sort(edges);
        return edges;
    }

    /** Where the edges of each target begin, and at last where they end. */
    private static int[] starts(long[] edges) {
        int[] starts = new int[edges.length + 1];
        int count = 0;
        for (int i = 0; i < edges.length; i++) {
            if (i == 0 || edges[i] >>> 32 != edges[i - 1] >>> 32) {
                starts[count++] = i;
            }
        }
        starts[count++] = edges.length;
        return Arrays.copyOf(starts, count);
    }

    /** What is to be written for a batch. Not thread-safe. */
    final class Plan {

        private final int[] batch;
        private final int[] fresh;
        private final Map<Integer, Integer> moved;
        private final Map<Integer, int[]> lists;

        Plan(int[] batch, int[] fresh, Map<Integer, Integer> moved, Map<Integer, int[]> lists) {
            this.batch = batch;
            this.fresh = fresh;
            this.moved = moved;
            this.lists = lists;
        }

        /** Writes it, in steps between which searches get a turn unless the caller holds the lock. */
        void write() {
            graph.setLinks(lists, writeLock, this::finish);
        }

        private void finish() {
            for (int slot : batch) {
                Integer into = moved.get(slot);
                if (into != null) {
                    graph.pending.remove(slot);
                    graph.rows.merge(slot, into);
                } else {
                    graph.link(slot);
                }
            }
            for (int slot : fresh) {
                if (graph.isOrphan(slot)) {
                    graph.adopt(slot);
                }
            }
            graph.adoptOrphans();
        }
    }

    /** What one thread works with. Not thread-safe. */
    private final class Worker {

        private final Searcher searcher = new Searcher(graph);
        private final Pruner pruner = new Pruner(graph);
        private final int[] list = new int[graph.links.width];
        private final int[] popped = new int[ROWS];
        /** Keeps the compiler from leaving out reads whose values are not needed. */
        private int touched;

        /**
         * The neighbours of a new row, in the graph and among the rows of its batch that are near the same entries; sets its
         * twin, an equal row before it, if any.
         */
        int[] neighbors(int[] batch, int position, long[] places, int[] twins) {
            int slot = batch[position];
            searcher.scorer().query(slot);
            Beam beam = searcher.beam();
            searcher.walkNodes(effort, living());
            int from = position;
            while (from > 0 && places[from - 1] >> 32 == places[position] >> 32) {
                from--;
            }
            for (int i = from; i < batch.length && places[i] >> 32 == places[position] >> 32; i++) {
                if (i != position) {
                    beam.offer(batch[i], searcher.scorer().score(batch[i]));
                }
            }
            beam.rank();
            pruner.clear();
            twins[position] = Links.NONE;
            for (int count = beam.pop(popped); count > 0 && pruner.candidates() < effort; count = beam.pop(popped)) {
                touch(popped, count);
                for (int i = 0; i < count; i++) {
                    pruner.offer(slot, popped[i]);
                    if (pruner.isSame(slot, popped[i]) && isBefore(popped[i], batch, position)) {
                        twins[position] = popped[i];
                    }
                }
            }
            return Arrays.copyOf(list, pruner.choose(limit, list));
        }

        /** Has rows come from memory at the same time. */
        private void touch(int[] slots, int count) {
            touched += graph.bytes == null ? graph.rows.touch(slots, 0, count) : graph.bytes.touch(slots, 0, count);
        }

        /** Whether a row is in the graph, or in the batch before a position. */
        private boolean isBefore(int slot, int[] batch, int position) {
            return graph.rows.state(slot) == Rows.LINKED || contains(batch, position, slot);
        }

        /**
         * The links of a node with new ones, pruned if they are too many.
         *
         * @param own its links, or null for those that the graph has
         */
        int[] extended(int node, int @Nullable [] own, long[] edges, int from, int to) {
            int count = own == null ? graph.links.copy(node, list) : own.length;
            int[] all = Arrays.copyOf(own == null ? list : own, count + to - from);
            for (int i = from; i < to; i++) {
                int source = (int) edges[i];
                if (!contains(all, count, source)) {
                    all[count++] = source;
                }
            }
            if (count <= list.length) {
                return Arrays.copyOf(all, count);
            }
            touch(all, count);
            pruner.clear();
            for (int i = 0; i < count; i++) {
                byte state = graph.rows.state(all[i]);
                if (state != Rows.DEAD && state != Rows.LEAVING) {
                    pruner.offer(node, all[i]);
                }
            }
            return Arrays.copyOf(list, pruner.choose(limit, list));
        }
    }

    private @Nullable IntPredicate living() {
        return graph.dead == 0 ? null : slot -> graph.rows.state(slot) == Rows.LINKED || graph.pending.contains(slot);
    }

    private static boolean contains(int[] list, int count, int value) {
        for (int i = 0; i < count; i++) {
            if (list[i] == value) {
                return true;
            }
        }
        return false;
    }
}
