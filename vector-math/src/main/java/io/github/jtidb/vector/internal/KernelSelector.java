package io.github.jtidb.vector.internal;

import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the kernels once, when first used, and logs the reason once.
 *
 * <p>SIMD needs three things: the module {@code jdk.incubator.vector} in the boot layer, HotSpot's C2 compiler (elsewhere
 * the Vector API allocates an object per operation and is far slower than plain Java), and a CPU that
 * {@link SimdKernels} accepts. Thread-safe.
 */
public final class KernelSelector {

    private static final String MODULE = "jdk.incubator.vector";
    private static final Selection SELECTION = select();

    private KernelSelector() {}

    /** Which kernels run, and if not SIMD, why not. */
    public static String description() {
        return SELECTION.description;
    }

    /**
     * The SIMD form of something, where SIMD kernels run: an own class, which is only loaded then, for its code needs the Vector
     * API; or null, also where this JDK lacks something that the class needs.
     *
     * @param name of a class of the same package, with a constructor without parameters
     */
    public static <T> @Nullable T simd(Class<T> type, String name) {
        if (SELECTION.kernels instanceof ScalarKernels) {
            return null;
        }
        try {
            Class<?> simd = Class.forName(type.getPackageName() + "." + name);
            Constructor<?> constructor = simd.getDeclaredConstructor();
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    static Kernels kernels() {
        return SELECTION.kernels;
    }

    private static Selection select() {
        Selection selection = trySimd();
        boolean simd = !(selection.kernels instanceof ScalarKernels);
        System.getLogger("io.github.jtidb.vector")
                .log(simd ? Level.DEBUG : Level.INFO, "Vector kernels: {0}", selection.description);
        return selection;
    }

    private static Selection trySimd() {
        Module module = ModuleLayer.boot().findModule(MODULE).orElse(null);
        if (module == null) {
            return scalar(
                    "the module " + MODULE + " is absent; for SIMD speed start Java with --add-modules " + MODULE);
        }
        String refusal = refuseJvm(
                System.getProperty("java.vm.name", ""),
                System.getProperty("java.vm.version", ""),
                System.getProperty("java.vm.info", ""));
        if (refusal != null) {
            return scalar(refusal);
        }
        // Our module does not require the incubating one, so the edge must stand before SimdKernels is linked.
        KernelSelector.class.getModule().addReads(module);
        try {
            Class<?> simd = Class.forName(KernelSelector.class.getPackageName() + ".SimdKernels");
            Kernels kernels = (Kernels) simd.getDeclaredConstructor().newInstance();
            return new Selection(kernels, kernels.toString());
        } catch (InvocationTargetException e) {
            return scalar(Objects.requireNonNull(e.getCause()).getMessage());
        } catch (ReflectiveOperationException | LinkageError e) {
            return scalar("this JDK's " + MODULE + " does not fit: " + e);
        }
    }

    /** Why this JVM does not compile the Vector API to SIMD code, or null where it does. */
    static @Nullable String refuseJvm(String name, String version, String info) {
        if (!name.contains("HotSpot") && !name.contains("OpenJDK")) {
            return "the JVM is not HotSpot but " + name;
        }
        if (version.contains("jvmci")) {
            return "the JVM compiles with Graal, not with C2";
        }
        if (!name.contains("Server") || info.contains("emulated-client")) {
            return "the JVM compiles with C1 alone; C2 is needed";
        }
        if (info.contains("interpreted")) {
            return "the JVM only interprets (-Xint); C2 is needed";
        }
        return null;
    }

    private static Selection scalar(@Nullable String reason) {
        return new Selection(new ScalarKernels(), "scalar: " + reason);
    }

    private record Selection(Kernels kernels, String description) {}
}
