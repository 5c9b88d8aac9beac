package io.github.jtidb.jmh.contest;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One contestant in a JVM of its own, asked over its standard input. Not thread-safe. */
final class ContestProcess implements AutoCloseable {

    /** The same for all: SIMD, huge pages, and what Lucene and JVector want for their native parts. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=99");

    private final Contestants contestant;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    /** Starts the JVM, which begins to build. */
    ContestProcess(Contestants contestant, Path vectors, int rows, int firstQuery, int queries, int threads)
            throws IOException {
        this.contestant = contestant;
        ProcessBuilder builder =
                new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"));
        builder.command().addAll(OPTIONS);
        // Up to three copies of the rows while all is built, and room for a graph and for garbage.
        long heap = 2048 + 4L * rows * MiniLmVectors.DIMENSIONS * Float.BYTES / (1 << 20);
        builder.command().addAll(List.of("-Xms" + heap + "m", "-Xmx" + heap + "m"));
        builder.command().addAll(List.of("-cp", contestant.classPath(), ContestRunner.class.getName()));
        builder.command().addAll(List.of(contestant.name(), vectors.toString()));
        builder.command().addAll(List.of("" + rows, "" + firstQuery, "" + queries, "" + threads));
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = process.inputReader();
        questions = process.outputWriter();
    }

    /** What was built, as soon as it is. */
    Built built() throws IOException {
        String[] words = answer();
        int[] efforts =
                Arrays.stream(words[3].split(",")).mapToInt(Integer::parseInt).toArray();
        return new Built(number(words[0]), number(words[1]), number(words[2]), efforts, Boolean.parseBoolean(words[4]));
    }

    /** Measures for so many seconds. */
    Measured measure(int effort, int threads, Share share, double seconds) throws IOException {
        questions.write(effort + " " + threads + " " + share.permille() + " " + seconds + "\n");
        questions.flush();
        String[] words = answer();
        return new Measured(number(words[0]), number(words[1]));
    }

    private String[] answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ContestRunner.ANSWER)) {
                return line.substring(ContestRunner.ANSWER.length()).split(" ");
            }
        }
        throw new IOException(contestant + " ended before its answer; what it said stands above");
    }

    private static double number(String word) {
        return Double.parseDouble(word);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    /** How the building went: seconds, seconds of all cores together, memory of the index with its vectors. */
    record Built(double seconds, double cpuSeconds, double megabytes, int[] efforts, boolean canFilter) {}

    /** One measurement. */
    record Measured(double recall, double queriesPerSecond) {}
}
