package io.github.jtidb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class ClassLoadingTest {

    /** Defines the record anew, as a server does with each deployment of an application. */
    private static final class Deployment extends ClassLoader {

        Deployment() {
            super(ClassLoadingTest.class.getClassLoader());
        }

        Class<?> define() {
            String name = Deployed.class.getName();
            try (InputStream bytes =
                    Deployed.class.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
                byte[] code = bytes == null ? new byte[0] : bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void of_classLoaderThatGoesAway() throws InterruptedException {
        ReferenceQueue<Class<?>> gone = new ReferenceQueue<>();
        WeakReference<Class<?>> table = readAndForget(gone);
        Reference<?> collected = null;
        for (int i = 0; i < 100 && collected == null; i++) {
            System.gc();
            collected = gone.remove(100);
        }
        assertThat(collected).isSameAs(table);
    }

    private static WeakReference<Class<?>> readAndForget(ReferenceQueue<Class<?>> gone) {
        Class<?> table = new Deployment().define();
        assertThat(table).isNotSameAs(Deployed.class);
        assertThat(TableSchema.of(table)).hasToString("deployed(id INT)").isSameAs(TableSchema.of(table));
        assertThat(TableSchema.of(table)).isNotEqualTo(TableSchema.of(Deployed.class));
        return new WeakReference<>(table, gone);
    }
}
