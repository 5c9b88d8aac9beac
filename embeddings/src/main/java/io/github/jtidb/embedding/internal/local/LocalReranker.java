package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.Reranker;
import io.github.jtidb.embedding.Truncation;
import io.github.jtidb.embedding.internal.Refusal;
import java.net.URL;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A cross-encoder in this JVM: a network that reads the query and a text together and gives one number. Thread-safe. */
final class LocalReranker implements Reranker {

    private final String model;
    private final Engine engine;
    private final Fitting fitting;
    private final DoubleUnaryOperator activation;

    private LocalReranker(String model, Engine engine, Fitting fitting, DoubleUnaryOperator activation) {
        this.model = model;
        this.engine = engine;
        this.fitting = fitting;
        this.activation = activation;
    }

    /** Opens a folder with the network of a sequence classification with one label. */
    static LocalReranker load(ModelFiles files, LocalOptions local) {
        String model = files.model();
        JsonNode config = files.json("config.json");
        int labels = config.path("id2label").isObject()
                ? config.path("id2label").size()
                : config.path("num_labels").asInt(0);
        if (labels != 1) {
            throw Refusal.of(model + " is no reranker: expected a config.json with one label, got "
                    + (labels == 0 ? "none" : labels) + ". A model of embeddings is opened by open()");
        }
        String network =
                Variants.choose(model, files.toString(), local.text("variant").orElse(null), "", files::has);
        URL vocabulary = files.require(
                "tokenizer.json",
                "save the fast tokenizer: AutoTokenizer.from_pretrained(…).save_pretrained(…) in Python");
        JsonNode settings = files.json("sentence_bert_config.json");
        long padToken = config.path("pad_token_id").asLong(0);
        int firstPosition = FolderModel.firstPosition(config);
        int maxTokens = FolderModel.longest(
                model,
                local,
                settings.path("max_seq_length").asDouble(0),
                files.json("tokenizer_config.json").path("model_max_length").asDouble(0),
                FolderModel.positions(config, firstPosition));
        DoubleUnaryOperator activation = activation(model, config);
        Fitting fitting = new Fitting(model, maxTokens, local.all().truncation().orElse(Truncation.END));
        Tokenizer tokenizer =
                Tokenizer.load(model, vocabulary, settings.path("do_lower_case").asBoolean(false));
        Network opened = null;
        try {
            opened = Network.load(model, files.require(network, ""), padToken, firstPosition, 1);
            String scores = opened.output(output -> output.getValue().length == 2);
            if (scores == null) {
                throw Refusal.of(model + ": the network has the outputs " + opened.outputs()
                        + ": expected logits, one for each text. Export it for the task text-classification");
            }
            Batches batches = opened.scalesByRun() ? Batches.SINGLE : Batches.LIKE_LENGTHS;
            Engine engine = new Engine(
                    model, tokenizer, opened, scores, batches, local.all().progress());
            return new LocalReranker(model, engine, fitting, activation);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
    }

    /** What sentence-transformers would do with the network's number: a sigmoid, unless the model says otherwise. */
    private static DoubleUnaryOperator activation(String model, JsonNode config) {
        JsonNode named = config.path("sentence_transformers").path("activation_fn");
        if (!named.isTextual()) {
            named = config.path("sbert_ce_default_activation_function");
        }
        String type = named.asText("Sigmoid");
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "Identity" -> x -> x;
            case "Sigmoid" -> Dense::sigmoid;
            default -> throw Refusal.of(model + ": unknown activation \"" + type + "\": expected Identity or Sigmoid");
        };
    }

    @Override
    public List<Result> rerank(String query, List<String> documents, int topN) {
        Objects.requireNonNull(query, "query");
        String[] texts = documents.toArray(new String[0]);
        for (int i = 0; i < texts.length; i++) {
            Objects.requireNonNull(texts[i], "documents[" + i + "] is null");
        }
        if (topN < 1 || topN > texts.length) {
            throw new IllegalArgumentException(
                    "topN: expected 1 to the " + texts.length + " documents there are, got " + topN + ".");
        }
        double[] scores = engine.use(() -> scores(query, texts));
        if (Arrays.stream(scores).anyMatch(score -> !Double.isFinite(score))) {
            throw new EmbeddingException(
                    EmbeddingException.Reason.INVALID_RESPONSE,
                    0,
                    model + ": the network gave a score that is no number: use another variant, such as the float one",
                    null);
        }
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new Result(i, scores[i]))
                .sorted(Comparator.comparingDouble((Result result) -> -result.score()))
                .limit(topN)
                .toList();
    }

    private double[] scores(String query, String[] texts) {
        double[] scores = new double[texts.length];
        if (fitting.refuses()) {
            engine.each(texts.length, i -> pair(query, texts[i], i));
        }
        engine.run("ranking", texts.length, i -> pair(query, texts[i], i), (indexes, tokens, values) -> {
            for (int i = 0; i < indexes.length; i++) {
                scores[indexes[i]] = activation.applyAsDouble(values.values().get(i));
            }
        });
        return scores;
    }

    private Tokens pair(String query, String text, int position) {
        return fitting.fit(engine.tokenizer().encode(query, text), "the query with documents[" + position + "]");
    }

    @Override
    public void close() {
        engine.close();
    }
}
