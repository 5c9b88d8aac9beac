package io.github.jtidb.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles sources in a folder, with jtidb on the class path, and loads the classes. Not thread-safe. */
public final class Compilation {

    private final Path folder;
    private final List<String> arguments = new ArrayList<>();

    /** A compilation in a folder. */
    public Compilation(Path folder) {
        this.folder = folder;
        arguments.addAll(List.of("-d", folder.toString(), "-classpath", classPath()));
    }

    /** In a module's tests most of what they see is on the module path. */
    static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(property -> System.getProperty(property, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** Adds the source of a class. */
    public Compilation source(String name, String text) throws IOException {
        Path file = folder.resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        arguments.add(file.toString());
        return this;
    }

    /** Adds options of the compiler. */
    public void options(String... options) {
        arguments.addAll(List.of(options));
    }

    /** Compiles, and gives what the compiler says: nothing if all is well. */
    public String compile(String... options) {
        options(options);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        return said.toString();
    }

    /** Loads a class that was compiled. */
    public Class<?> load(String name) throws IOException, ClassNotFoundException {
        URL[] urls = {folder.toUri().toURL()};
        return Class.forName(name, false, new URLClassLoader(urls, Compilation.class.getClassLoader()));
    }
}
