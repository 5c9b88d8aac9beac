package io.github.jtidb.embedding.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A list that a service gives in pages. Immutable.
 *
 * @param path where it is, with a query that asks for large pages
 * @param items the name of the array in a page
 * @param next the name, in a page, of what the next one is asked for with; missing or empty in the last
 * @param parameter the name that this has in the query
 */
public record Paged(String path, String items, String next, String parameter) {

    private static final int MOST_PAGES = 100;

    /**
     * All items.
     *
     * @throws io.github.jtidb.embedding.EmbeddingException if the service fails
     */
    public ArrayNode all(Connection connection) {
        ArrayNode all = Json.array(List.of());
        String token = "";
        for (int page = 1; page == 1 || !token.isEmpty(); page++) {
            String query =
                    token.isEmpty() ? "" : "&" + parameter + "=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            boolean last = page == MOST_PAGES;
            JsonNode answer = connection.ask(
                    ApiRequest.get(connection.at(path + query)), List.of(), response -> checked(response.json(), last));
            answer.path(items).forEach(all::add);
            token = answer.path(next).asText("");
        }
        return all;
    }

    private JsonNode checked(JsonNode answer, boolean last) {
        if (!answer.path(items).isArray()) {
            throw new InvalidAnswerException("no list of models");
        }
        if (last && !answer.path(next).asText("").isEmpty()) {
            throw new InvalidAnswerException("more than " + MOST_PAGES + " pages");
        }
        return answer;
    }
}
