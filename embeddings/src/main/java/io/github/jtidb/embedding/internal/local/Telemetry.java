package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.EmbeddingException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps the native libraries from reporting to their makers. */
public final class Telemetry {

    private static final Version LAST_SILENT = Version.parse("1.28.9999");

    private Telemetry() {}

    /** DJL reports to its makers when it loads, and may download a native library, unless told not to before. */
    static void forbidDjl() {
        for (String property : new String[] {"OPT_OUT_TRACKING", "ai.djl.offline"}) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "true");
            }
        }
    }

    /**
     * Refuses an ONNX Runtime that reports as soon as it loads: nothing that Java can call stops it, only an environment
     * variable that was there before. (The same code overflows the stack where the command line is long.)
     *
     * @param runtime a class of ONNX Runtime; it is not initialised
     * @param model the name of the model that wants it
     */
    public static void refuse(Class<?> runtime, String model) {
        String version = version(runtime);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (reports(version, system) && !"1".equals(System.getenv("ORT_DISABLE_TELEMETRY"))) {
            throw new EmbeddingException(model + " was not opened: ONNX Runtime " + version
                    + " starts a telemetry uploader as it loads. Use " + LocalProvider.ONNX_RUNTIME
                    + ", or start java with ORT_DISABLE_TELEMETRY=1 in the environment");
        }
    }

    /** Windows only collects events for the system itself, and those can be switched off later. */
    static boolean reports(@Nullable String version, String system) {
        return version != null
                && !system.startsWith("windows")
                && Version.parse(version).compareTo(LAST_SILENT) > 0;
    }

    private static @Nullable String version(Class<?> runtime) {
        Module module = runtime.getModule();
        return module.isNamed()
                ? module.getDescriptor().rawVersion().orElse(null)
                : runtime.getPackage().getImplementationVersion();
    }
}
