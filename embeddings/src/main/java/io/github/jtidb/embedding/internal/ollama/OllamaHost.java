package io.github.jtidb.embedding.internal.ollama;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.internal.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * What {@code OLLAMA_HOST} says, which the server reads, too, as the address to listen on: a host, a port, both, or a URL.
 * Stateless.
 */
final class OllamaHost {

    private static final int PORT = 11434;
    private static final String THIS_MACHINE = "127.0.0.1";

    /** A server that listens on all addresses is not asked at "all addresses". */
    private static final List<String> ALL_ADDRESSES = List.of("0.0.0.0", "[::]");

    private OllamaHost() {}

    /**
     * The address to ask at.
     *
     * @throws EmbeddingException if it is none
     */
    static URI url(String text) {
        String value = text.replaceAll("^[\"']|[\"']$", "");
        boolean whole = value.contains("://");
        try {
            URI given = new URI(whole ? value : "http://" + (value.startsWith(":") ? THIS_MACHINE : "") + value);
            String host = given.getHost();
            boolean http = List.of("http", "https").contains(given.getScheme().toLowerCase(Locale.ROOT));
            if (http && host != null && given.getUserInfo() == null) {
                return new URI(
                        given.getScheme(),
                        null,
                        ALL_ADDRESSES.contains(host) ? THIS_MACHINE : host,
                        whole || given.getPort() >= 0 ? given.getPort() : PORT,
                        given.getPath(),
                        given.getQuery(),
                        given.getFragment());
            }
        } catch (URISyntaxException e) {
            // Told below, without the text, in which there may be a password.
        }
        throw Refusal.of(
                "OLLAMA_HOST: expected a host and port such as 127.0.0.1:11434, or an address of http or https, without"
                        + " user and password");
    }
}
