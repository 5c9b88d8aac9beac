package io.github.jtidb.embedding.internal.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Chooses the files of a repository that a model here needs: one network, its tokenizer, and what describes the two. */
final class HubFiles {

    /** At the top, and in the folders of modules such as 1_Pooling. */
    private static final Pattern SMALL = Pattern.compile("(\\d+_[^/]+/)?(modules|config|tokenizer|tokenizer_config"
            + "|special_tokens_map|sentence_[a-z-]+_config|config_sentence_transformers|preprocessor_config)\\.json");

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
        String network = Variants.choose(
                model, repository, local.text("variant").orElse(null), "0_Transformer/", paths::contains);
        if (chosen.stream().noneMatch(path -> path.endsWith("tokenizer.json"))) {
            throw Refusal.of(model + " has no tokenizer.json in the hub: save the fast tokenizer with"
                    + " AutoTokenizer.from_pretrained(…).save_pretrained(…) in Python beside the other files, and open"
                    + " local:FOLDER");
        }
        // The weights of large networks lie beside them, as in model.onnx_data.
        paths.stream().filter(path -> path.startsWith(network)).forEach(chosen::add);
        return chosen;
    }
}
