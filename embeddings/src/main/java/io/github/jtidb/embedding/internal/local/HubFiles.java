package io.github.jtidb.embedding.internal.local;

import io.github.jtidb.embedding.internal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses the files of a repository that a model here needs: its network, its tokenizer, and what describes the two. */
final class HubFiles {

    /** At the top, and in the folders of modules such as 1_Pooling. */
    private static final Pattern SMALL = Pattern.compile("(\\d+_[^/]+/)?(modules|config|tokenizer|tokenizer_config"
            + "|special_tokens_map|sentence_[a-z-]+_config|config_sentence_transformers"
            + "|preprocessor_config|processor_config)\\.json");

    private static final Pattern LAYER = Pattern.compile("\\d+_Dense[^/]*/model\\.safetensors");

    private HubFiles() {}

    /**
     * Chooses files.
     *
     * @param model the full name, for messages
     * @param repository organisation/name
     * @param local which network
     * @param paths all there are
     */
    static List<String> choose(String model, String repository, LocalOptions local, Set<String> paths) {
        List<String> chosen = new ArrayList<>(paths.stream()
                .filter(path ->
                        SMALL.matcher(path).matches() || LAYER.matcher(path).matches())
                .toList());
        List<String> networks =
                networks(model, repository, local.text("variant").orElse(null), paths);
        if (chosen.stream().noneMatch(path -> path.endsWith("tokenizer.json"))) {
            throw Refusal.of(model + " has no tokenizer.json in the hub: save the fast tokenizer with"
                    + " AutoTokenizer.from_pretrained(…).save_pretrained(…) in Python beside the other files, and open"
                    + " local:FOLDER");
        }
        // The weights of large networks lie beside them, as in model.onnx_data.
        paths.stream()
                .filter(path -> networks.stream().anyMatch(path::startsWith))
                .forEach(chosen::add);
        return chosen;
    }

    /** One, or two of a model for texts and images. */
    private static List<String> networks(String model, String repository, @Nullable String variant, Set<String> paths) {
        String suffix = variant == null ? ".onnx" : "_" + variant + ".onnx";
        List<String> towers = List.of("onnx/text_model" + suffix, "onnx/vision_model" + suffix);
        return paths.containsAll(towers)
                ? towers
                : List.of(Variants.choose(model, repository, variant, "0_Transformer/", paths::contains));
    }
}
