package io.github.jtidb.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An example as {@code ./examples/run} runs it: a program of its own, which reads its environment. */
final class Program {

    private Program() {}

    /** All that it prints, in this folder and with no variables but these. */
    static String run(Class<?> example, Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                example.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().clear();
        program.environment().put("HOME", folder.toString());
        program.environment().putAll(environment);
        Process running = program.start();
        try {
            assertThat(running.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String text = Files.readString(output, UTF_8);
            assertThat(running.exitValue()).as(text).isZero();
            return text;
        } finally {
            running.destroyForcibly();
        }
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                List.of(classPath.split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }
}
