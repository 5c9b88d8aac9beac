package io.github.jtidb.embedding.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jtidb.embedding.ModelInfo;
import io.github.jtidb.embedding.internal.Catalogue;
import io.github.jtidb.embedding.internal.Refusal;

/**
 * What is put before each text. Immutable.
 *
 * @param query before a text that is searched for; may be empty
 * @param document before a text that is stored; may be empty
 */
record Prompts(String query, String document) {

    static final Prompts NONE = new Prompts("", "");

    /**
     * Reads config_sentence_transformers.json; the default prompt stands in for a side that has none of its own. For models
     * that were made before there was such a file, and say their prompts to people alone, the catalogue knows them.
     */
    static Prompts read(ModelFiles files) {
        JsonNode config = files.json("config_sentence_transformers.json");
        JsonNode prompts = config.path("prompts");
        if (prompts.isEmpty() && !config.path("default_prompt_name").isTextual()) {
            return Catalogue.find(files.model()).map(Prompts::of).orElse(NONE);
        }
        String fallback = "";
        if (config.path("default_prompt_name").isTextual()) {
            String name = config.path("default_prompt_name").textValue();
            if (!prompts.path(name).isTextual()) {
                throw Refusal.of(files.model() + ": config_sentence_transformers.json has no prompt of the name \""
                        + name + "\", which it calls the default");
            }
            fallback = prompts.path(name).textValue();
        }
        return new Prompts(
                first(prompts, fallback, "query"), first(prompts, fallback, "document", "passage", "corpus"));
    }

    static Prompts of(ModelInfo known) {
        return new Prompts(known.queryPrompt(), known.documentPrompt());
    }

    private static String first(JsonNode prompts, String fallback, String... names) {
        for (String name : names) {
            if (prompts.path(name).isTextual()) {
                return prompts.path(name).textValue();
            }
        }
        return fallback;
    }
}
