package io.github.jtidb.schema.internal.processor;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources with the annotation processor, into a folder. Not thread-safe. */
final class Compilation {

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public String getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    private final Path folder;
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();

    Compilation(Path folder) {
        this.folder = folder;
    }

    /** Adds the source of a class. */
    Compilation source(String name, String text) {
        sources.add(new Source(name, text));
        return this;
    }

    /** Compiles, with some processors, or with those that the compiler finds. */
    Compilation compile(List<Processor> processors, String... options) {
        List<String> all = new ArrayList<>(List.of("-d", folder.toString(), "-classpath", classPath()));
        all.addAll(List.of(options));
        JavaCompiler.CompilationTask task =
                ToolProvider.getSystemJavaCompiler().getTask(null, null, diagnostics, all, null, sources);
        if (!processors.isEmpty()) {
            task.setProcessors(processors);
        }
        task.call();
        return this;
    }

    /** Compiles with the processor under test. */
    Compilation compile(String... options) {
        return compile(List.of(new TableModelProcessor()), options);
    }

    /** In a module's tests most of what they see is on the module path. */
    static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(property -> System.getProperty(property, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** The errors, as {@code line: message}. */
    List<String> errors() {
        return said(Diagnostic.Kind.ERROR);
    }

    /** What the compiler says of a kind, as {@code line: message}. */
    List<String> said(Diagnostic.Kind kind) {
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == kind)
                .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    /** Loads a class that was compiled. */
    Class<?> load(String name) throws IOException, ClassNotFoundException {
        URL[] urls = {folder.toUri().toURL()};
        return Class.forName(name, false, new URLClassLoader(urls, Compilation.class.getClassLoader()));
    }

    /** Whether a file was written. */
    boolean wrote(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** A file that was written. */
    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }
}
