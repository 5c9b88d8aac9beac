package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.internal.Refusal;
import io.github.jtidb.vector.VectorMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads a folder in the layout of sentence-transformers, old or new, or one with a transformer alone. */
final class FolderModel {

    /** Their positions begin behind the one that stands for padding. */
    private static final Set<String> OFFSET_POSITIONS =
            Set.of("roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "mpnet", "longformer", "xmod", "ibert");

    private static final List<String> LONGEST =
            List.of("max_position_embeddings", "n_positions", "max_sequence_length", "max_trained_positions");

    /** The newer name first; the others are of the first models. */
    private static final List<String> TRANSFORMER_CONFIGS = List.of(
            "sentence_bert_config.json",
            "sentence_roberta_config.json",
            "sentence_distilbert_config.json",
            "sentence_camembert_config.json",
            "sentence_albert_config.json",
            "sentence_xlm-roberta_config.json",
            "sentence_xlnet_config.json");

    private final ModelFiles files;
    private final LocalOptions options;

    private String transformer = "";
    private Pooling pooling = Pooling.MEAN;
    private final List<UnaryOperator<float[]>> layers = new ArrayList<>();
    private boolean normalizes;

    private FolderModel(ModelFiles files, LocalOptions options) {
        this.files = files;
        this.options = options;
    }

    static ModelPlan read(ModelFiles files, LocalOptions options) {
        return new FolderModel(files, options).read();
    }

    private ModelPlan read() {
        readModules();
        options.text("pooling")
                .ifPresent(name -> pooling = new Pooling(List.of(Pooling.mode(files.model(), name)), true));
        String network = Variants.choose(
                files.model(), files.toString(), options.text("variant").orElse(null), transformer, files::has);
        String vocabulary = transformer + "tokenizer.json";
        JsonNode config = files.json(transformer + "config.json");
        JsonNode tokenizer = files.json(transformer + "tokenizer_config.json");
        JsonNode settings = transformerConfig();
        long padToken = config.path("pad_token_id").asLong(0);
        int firstPosition = firstPosition(config);
        return new ModelPlan(
                files.model(),
                files.require(network, ""),
                files.require(
                        vocabulary,
                        "save the fast tokenizer: AutoTokenizer.from_pretrained(…).save_pretrained(…) in Python"),
                settings.path("do_lower_case").asBoolean(false),
                maxTokens(settings, tokenizer, config, firstPosition),
                padToken,
                tokenizer.path("padding_side").asText().equals("left"),
                firstPosition,
                pooling,
                List.copyOf(layers),
                normalizes,
                Prompts.read(files));
    }

    /** Without modules.json, as sentence-transformers has it: the mean of the tokens, not normalised. */
    private void readModules() {
        for (JsonNode module : files.json("modules.json")) {
            String type = module.path("type").asText();
            String path = module.path("path").asText();
            // The packages of the classes differ between the versions.
            String name = type.substring(type.lastIndexOf('.') + 1);
            if (normalizes && !name.equals("Normalize")) {
                layers.add(VectorMath::normalize);
                normalizes = false;
            }
            switch (name) {
                case "Transformer" -> transformer = path.isEmpty() ? "" : path + "/";
                case "Pooling" -> pooling = Pooling.read(files, path);
                case "Dense" -> layers.add(Dense.read(files, path));
                case "Normalize" -> normalizes = true;
                case "Dropout" -> {
                    // Only does something in training.
                }
                default ->
                    throw Refusal.of(files.model() + ": modules.json has a module of type \"" + type
                            + "\": expected Transformer, Pooling, Dense, Dropout and Normalize. Export the whole model to"
                            + " ONNX, with an output sentence_embedding, and leave modules.json out");
            }
        }
    }

    private JsonNode transformerConfig() {
        return TRANSFORMER_CONFIGS.stream()
                .map(name -> files.json(transformer + name))
                .filter(node -> !node.isMissingNode())
                .findFirst()
                .orElseGet(() -> files.json(transformer + TRANSFORMER_CONFIGS.get(0)));
    }

    private int maxTokens(JsonNode settings, JsonNode tokenizer, JsonNode config, int firstPosition) {
        return longest(
                files.model(),
                options,
                settings.path("max_seq_length").asDouble(0),
                tokenizer.path("model_max_length").asDouble(0),
                positions(config, firstPosition));
    }

    /** The position of a text's first token. */
    static int firstPosition(JsonNode config) {
        boolean offset = OFFSET_POSITIONS.contains(config.path("model_type").asText());
        return offset ? config.path("pad_token_id").asInt(1) + 1 : 0;
    }

    /** How many positions the network has for tokens, or 0 if it does not say. */
    static double positions(JsonNode config, int firstPosition) {
        for (JsonNode node : List.of(config, config.path("text_config"))) {
            for (String name : LONGEST) {
                if (node.path(name).asInt(0) > firstPosition) {
                    return node.path(name).asInt() - firstPosition;
                }
            }
        }
        return 0;
    }

    /**
     * The longest input.
     *
     * @param declared what the model declares, or 0
     * @param tokenizer what the tokenizer takes, or 0; often 1e30
     * @param positions what the network has positions for, or 0
     */
    static int longest(String model, LocalOptions options, double declared, double tokenizer, double positions) {
        double longest = declared > 0 ? declared : tokenizer > 0 ? tokenizer : Integer.MAX_VALUE;
        if (positions > 0) {
            longest = Math.min(longest, positions);
        }
        int asked = options.number("maxTokens").orElse(0);
        if (asked > longest) {
            throw Refusal.of(
                    model + ": option maxTokens: expected at most the model's own " + (int) longest + ", got " + asked);
        }
        if (asked == 0 && longest >= Integer.MAX_VALUE) {
            throw Refusal.of(
                    model + " says nowhere how many tokens it reads: set option(\"maxTokens\", 512), or what its"
                            + " documents say");
        }
        return asked > 0 ? asked : (int) longest;
    }
}
