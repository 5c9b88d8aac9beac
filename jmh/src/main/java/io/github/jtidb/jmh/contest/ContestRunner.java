package io.github.jtidb.jmh.contest;

import io.github.jtidb.jmh.contest.Contestant.Searcher;
import io.github.jtidb.vector.DistanceMetric;
import io.github.jtidb.vector.ExactIndex;
import io.github.jtidb.vector.Neighbor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The JVM of one contestant: it builds, and then measures whatever {@link SearchContest} asks for, line by line on standard
 * input. Answers are the lines of standard output that begin with {@link #ANSWER}.
 */
public final class ContestRunner {

    static final String ANSWER = "#> ";

    /** How many nearest rows are asked for. */
    static final int K = 10;

    /** A slow contestant's recall is taken of as many queries as it answers in this time. */
    private static final long RECALL_NANOS = 10_000_000_000L;

    private final Contestant contestant;
    private final float[][] queries;
    private final Map<Share, List<List<Integer>>> truths = new HashMap<>();
    private final Map<String, Double> recalls = new HashMap<>();

    private ContestRunner(Contestant contestant, float[][] queries) {
        this.contestant = contestant;
        this.queries = queries;
    }

    /** Takes the contestant's name, the file of vectors, and how many rows, the first query, how many, and building threads. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[1]);
        int rows = Integer.parseInt(args[2]);
        int firstQuery = Integer.parseInt(args[3]);
        int queries = Integer.parseInt(args[4]);
        int threads = Integer.parseInt(args[5]);
        try (Contestant contestant = Contestants.valueOf(args[0]).create()) {
            ContestRunner runner =
                    new ContestRunner(contestant, MiniLmVectors.load(file, firstQuery, firstQuery + queries));
            runner.findTruths(MiniLmVectors.load(file, 0, rows));
            runner.build(file, rows, threads);
            runner.serve();
        }
    }

    private void findTruths(float[][] rows) {
        ExactIndex index = new ExactIndex(MiniLmVectors.DIMENSIONS, DistanceMetric.COSINE);
        for (int id = 0; id < rows.length; id++) {
            index.add(id, rows[id]);
        }
        List<float[]> all = Arrays.asList(queries);
        for (int permille : new int[] {1000, 100, 10}) {
            Share share = new Share(permille);
            List<List<Neighbor>> found = share.isAll() ? index.search(all, K) : index.search(all, K, share::contains);
            truths.put(
                    share,
                    found.stream()
                            .map(nearest ->
                                    nearest.stream().map(row -> (int) row.id()).toList())
                            .toList());
        }
    }

    private void build(Path file, int rows, int threads) throws Exception {
        long before = usedHeap();
        long cpu = cpuNanos();
        float[][] base = MiniLmVectors.load(file, 0, rows);
        long start = System.nanoTime();
        contestant.build(base, threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        base = new float[0][];
        long bytes = usedHeap() - before + contestant.bytesOutsideHeap();
        String efforts =
                Arrays.stream(contestant.efforts()).mapToObj(Integer::toString).collect(Collectors.joining(","));
        answer(seconds + " " + cpuSeconds + " " + bytes / 1e6 + " " + efforts + " " + contestant.canFilter());
    }

    private void serve() throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            int effort = Integer.parseInt(words[0]);
            int threads = Integer.parseInt(words[1]);
            Share share = new Share(Integer.parseInt(words[2]));
            double recall = recall(effort, share);
            answer(recall + " " + queriesPerSecond(effort, threads, share, Double.parseDouble(words[3])));
        }
    }

    /** The share of the true nearest rows that are found; taken once, which warms up as well. */
    private double recall(int effort, Share share) throws Exception {
        Double known = recalls.get(effort + "/" + share);
        if (known != null) {
            return known;
        }
        Searcher searcher = contestant.searcher();
        List<List<Integer>> truth = truths.getOrDefault(share, List.of());
        long end = System.nanoTime() + RECALL_NANOS;
        int wanted = 0;
        int found = 0;
        for (int i = 0; i < queries.length && System.nanoTime() < end; i++) {
            int[] ids = searcher.search(queries[i], K, effort, share);
            List<Integer> nearest = truth.get(i);
            wanted += nearest.size();
            found += (int) IntStream.of(ids).filter(nearest::contains).count();
        }
        double recall = (double) found / wanted;
        recalls.put(effort + "/" + share, recall);
        return recall;
    }

    private double queriesPerSecond(int effort, int threads, Share share, double seconds) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Double>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                tasks.add(() -> measure(contestant.searcher(), next, effort, share, (long) (seconds * 1e9)));
            }
            double sum = 0;
            for (Future<Double> rate : executor.invokeAll(tasks)) {
                sum += rate.get();
            }
            return sum;
        } finally {
            executor.shutdown();
        }
    }

    private double measure(Searcher searcher, AtomicInteger next, int effort, Share share, long nanos)
            throws Exception {
        int count = 0;
        long start = System.nanoTime();
        long now = start;
        while (now - start < nanos) {
            searcher.search(queries[Math.floorMod(next.getAndIncrement(), queries.length)], K, effort, share);
            count++;
            now = System.nanoTime();
        }
        return count * 1e9 / (now - start);
    }

    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void answer(String text) {
        System.out.println(ANSWER + text);
    }
}
