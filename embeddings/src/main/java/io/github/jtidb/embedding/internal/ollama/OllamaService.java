package io.github.jtidb.embedding.internal.ollama;

import io.github.jtidb.embedding.internal.http.ApiError;
import io.github.jtidb.embedding.internal.http.Service;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Ollama, which asks for a key only where it is not one's own. Immutable.
 *
 * @param model the model as Ollama calls it
 */
record OllamaService(String model) implements Service {

    @Override
    public String id() {
        return "ollama";
    }

    @Override
    public String url() {
        return "http://localhost:11434";
    }

    @Override
    public List<String> keyVariables() {
        return List.of("OLLAMA_API_KEY");
    }

    @Override
    public boolean needsKey(URI base) {
        return base.getHost().equalsIgnoreCase("ollama.com");
    }

    @Override
    public Set<String> ownOptions() {
        return Set.of("legacy", "keepAlive", "numCtx");
    }

    @Override
    public Optional<String> remedy(ApiError error) {
        boolean missing = error.status() == 404
                && error.message().toLowerCase(Locale.ROOT).matches("(?s).*model .*not found.*");
        return missing ? Optional.of("Fetch it by: ollama pull " + model) : Optional.empty();
    }
}
