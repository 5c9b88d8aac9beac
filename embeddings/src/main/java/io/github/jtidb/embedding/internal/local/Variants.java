package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.internal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses the network among those that a model comes with: the float one, or one that computes in int8. */
final class Variants {

    /** What the option {@code variant} says for the int8 network that suits the processor. */
    static final String QUANTISED = "quantized";

    private static final String FLOAT = "model.onnx";

    private Variants() {}

    /**
     * The network to use.
     *
     * @param model the model's full name, for messages
     * @param source what to export where there is no network: a folder or a name of the hub
     * @param variant what the caller asked for: a file's name, or a part of it, or {@code quantized}; null for float
     * @param folder where the transformer's files are: empty, or ending in a slash
     * @param there whether there is such a file
     * @return a path
     */
    static String choose(
            String model, String source, @Nullable String variant, String folder, Predicate<String> there) {
        List<String> names = names(variant);
        String found = first(names, folder, there);
        if (found != null) {
            return found;
        }
        String other = first(names(variant == null ? QUANTISED : null), folder, there);
        throw Refusal.of(model + " has no network of ONNX: looked for "
                + (names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names))
                + ", in the folder onnx and beside the other files. "
                + (other != null
                        ? "It has " + other + ": open it with option(\"variant\", \""
                                + other.substring(other.lastIndexOf('/') + 1) + "\")"
                        : "Export it: optimum-cli export onnx --model " + source
                                + " --task feature-extraction FOLDER (from the Python package optimum[onnx]), and open"
                                + " local:FOLDER"));
    }

    private static @Nullable String first(List<String> names, String folder, Predicate<String> there) {
        for (String name : names) {
            for (String place : new LinkedHashSet<>(List.of("onnx/", "", folder + "onnx/", folder))) {
                if (there.test(place + name)) {
                    return place + name;
                }
            }
        }
        return null;
    }

    private static List<String> names(@Nullable String variant) {
        if (variant == null) {
            return List.of(FLOAT);
        }
        if (variant.equals(QUANTISED)) {
            return quantised(System.getProperty("os.arch"), processorFlags());
        }
        return List.of(variant.endsWith(".onnx") ? variant : "model_" + variant + ".onnx");
    }

    /**
     * The names of int8 networks, best first. All of them run everywhere: what differs is what they are fast, and exact,
     * with.
     *
     * @param architecture as the system property {@code os.arch} says
     * @param flags what the processor can do, as Linux says; empty if nobody knows
     */
    static List<String> quantised(String architecture, Set<String> flags) {
        List<String> names = new ArrayList<>();
        if (architecture.equals("aarch64") || architecture.equals("arm64")) {
            names.add("model_qint8_arm64.onnx");
        }
        if (flags.contains("avx512_vnni")) {
            names.add("model_qint8_avx512_vnni.onnx");
        }
        if (flags.contains("avx512f")) {
            names.add("model_qint8_avx512.onnx");
        }
        names.addAll(List.of(
                "model_quint8_avx2.onnx",
                "model_quantized.onnx",
                "model_int8.onnx",
                "model_uint8.onnx",
                "model_qint8_avx512_vnni.onnx",
                "model_qint8_avx512.onnx",
                "model_qint8_arm64.onnx"));
        return names.stream().distinct().toList();
    }

    private static Set<String> processorFlags() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(
                            List.of(line.replaceFirst("^flags\\s*:\\s*", "").split(" "))))
                    .orElse(Set.of());
        } catch (IOException | RuntimeException e) {
            // Not Linux.
            return Set.of();
        }
    }
}
