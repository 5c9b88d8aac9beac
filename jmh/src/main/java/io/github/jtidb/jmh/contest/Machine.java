package io.github.jtidb.jmh.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the results were measured on. */
final class Machine {

    private Machine() {}

    /** Lines of preformatted Markdown. */
    static String describe(String command) throws IOException {
        return String.format(
                Locale.ROOT,
                "    CPU:     %s, %d cores%n    JVM:     %s %s%n    command: %s%n",
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                command);
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch", "unknown");
        }
        return Files.readAllLines(info).stream()
                .filter(entry -> entry.startsWith("model name"))
                .map(entry -> entry.substring(entry.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
