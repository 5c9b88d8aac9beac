package io.github.jtidb.embedding.internal.http;

/** What a text is embedded for. */
public enum Side {
    /** It is searched for. */
    QUERY,
    /** It is stored and found. */
    DOCUMENT;

    /** The word that a service has for this side. */
    public String either(String query, String document) {
        return this == QUERY ? query : document;
    }
}
