package io.github.jtidb.embedding.fork;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Starts another JVM like this one. */
final class Fork {

    private Fork() {}

    /** The class path of the tests. */
    static List<String> classPath() {
        return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    static String classPathWithout(String... jars) {
        return join(jar -> Arrays.stream(jars).noneMatch(fileName(jar)::startsWith));
    }

    static String join(Predicate<String> filter) {
        return classPath().stream().filter(filter).collect(Collectors.joining(File.pathSeparator));
    }

    static String fileName(String jar) {
        return Path.of(jar).getFileName().toString();
    }

    /** Runs {@link ForkMain}; the answer is all that it printed. */
    static String run(List<String> options, String... arguments) throws IOException, InterruptedException {
        return run(ForkMain.class, options, arguments);
    }

    static String run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output + "exit " + process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
