package io.github.jtidb.checks;

import io.github.jtidb.client.TiDBClient;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.schema.TableSchema;
import io.github.jtidb.vector.VectorMath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published libraries, as they were built. Immutable. */
enum Library {
    VECTOR_MATH("vector-math", VectorMath.class),
    SCHEMA_ANNOTATIONS("schema-annotations", TableSchema.class),
    EMBEDDINGS("embeddings", Embeddings.class),
    CLIENT("tidb-client", TiDBClient.class);

    private final String folder;
    private final ModuleReference module;

    Library(String folder, Class<?> anyType) {
        this.folder = folder;
        module = moduleOf(anyType);
    }

    String folder() {
        return folder;
    }

    ModuleDescriptor descriptor() {
        return module.descriptor();
    }

    /** The packages that everyone may use. */
    Set<String> api() {
        return descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
    }

    /** The public top-level types of the API, sorted by name. */
    List<Class<?>> publicTypes() {
        try (ModuleReader reader = module.open();
                Stream<String> entries = reader.list()) {
            return entries.filter(entry -> entry.endsWith(".class") && !entry.contains("$") && !entry.contains("-info"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length()))
                    .map(entry -> entry.replace('/', '.'))
                    .filter(name -> api().contains(name.substring(0, name.lastIndexOf('.'))))
                    .sorted()
                    .<Class<?>>map(Library::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Library.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static ModuleReference moduleOf(Class<?> type) {
        try {
            Path classes = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(classes).findAll().iterator().next();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
