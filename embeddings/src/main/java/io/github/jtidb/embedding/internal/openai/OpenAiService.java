package io.github.jtidb.embedding.internal.openai;

import io.github.jtidb.embedding.internal.http.Authorization;
import io.github.jtidb.embedding.internal.http.Service;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Who speaks OpenAI's language. Immutable. */
enum OpenAiService implements Service {
    /** OpenAI itself, or another server at another address. */
    OPENAI {
        @Override
        public String url() {
            return "https://api.openai.com/v1";
        }

        @Override
        public List<String> urlVariables() {
            return List.of("OPENAI_BASE_URL");
        }

        @Override
        public List<String> keyVariables() {
            return List.of("OPENAI_API_KEY");
        }
    },

    /** OpenAI's models on Azure, where each customer has an address. */
    AZURE {
        @Override
        public String url() {
            return "https://azure.invalid";
        }

        @Override
        public List<String> urlVariables() {
            return List.of("AZURE_OPENAI_ENDPOINT");
        }

        @Override
        public List<String> keyVariables() {
            return List.of("AZURE_OPENAI_API_KEY");
        }

        @Override
        public boolean needsKey(URI base) {
            return true;
        }

        @Override
        public Authorization authorization(String key) {
            return Authorization.header("api-key", key);
        }
    };

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public Set<String> ownOptions() {
        return Set.of("azure", "apiVersion", "encodingFormat", "user", "extraBody");
    }

    /** The interface has nothing for it: a text that is too long is refused. */
    @Override
    public Set<String> refusedOptions() {
        return Set.of("truncation");
    }
}
