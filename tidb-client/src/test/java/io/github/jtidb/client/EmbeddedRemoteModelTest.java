package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingFunction;
import io.github.jtidb.embedding.Embeddings;
import io.github.jtidb.schema.Id;
import io.github.jtidb.schema.TableModel;
import io.github.jtidb.schema.Text;
import io.github.jtidb.schema.VectorField;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models of services, in a client whose database does not embed. */
class EmbeddedRemoteModelTest {

    private static final String KEY = "k3y-of-the-client";

    @TableModel("notes")
    record Note(
            @Id Integer id,
            @Text String content,

            @VectorField(sourceField = "content", model = "nvidia_nim/baai/bge-m3")
            float @Nullable [] embedding) {}

    @Test
    void configureEmbeddingProvider_givesTheKeyToModelsThatAreOpened() {
        try (TiDBClient client = TiDBClient.embedded()) {
            client.configureEmbeddingProvider("nvidia_nim", KEY + "\n");
            assertThatThrownBy(() -> client.createTable(Note.class, IfExists.OVERWRITE))
                    .isInstanceOfSatisfying(
                            EmbeddingException.class,
                            e -> assertThat(e.reason()).isEqualTo(EmbeddingException.Reason.UNAUTHORIZED))
                    .hasMessageContaining("the key")
                    .hasMessageNotContaining(KEY);

            client.configureEmbeddingProvider("nvidia_nim", KEY);
            Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);

            assertThat(table.columns())
                    .filteredOn(column -> column.field().equals("embedding"))
                    .singleElement()
                    .satisfies(
                            column -> assertThat(column.vector().orElseThrow().dimensions())
                                    .hasValue(1024));
        }
    }

    @Test
    void search_byTextOfAService_findsTheRow() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server));
            thread.setDaemon(true);
            thread.start();
            EmbeddingFunction model = Embeddings.model("nvidia_nim/baai/bge-m3")
                    .apiKey(KEY)
                    .baseUrl(URI.create("http://localhost:" + server.getLocalPort()))
                    .open();

            try (model;
                    TiDBClient client =
                            TiDBClient.builder().embeddingFunction(model).build()) {
                Table<Note> table = client.createTable(Note.class, IfExists.OVERWRITE);
                table.bulkInsert(List.of(new Note(1, "aaaa", null), new Note(2, "zzzz", null)));

                assertThat(table.search("aaab").limit(1).toList())
                        .extracting(hit -> hit.row().id())
                        .containsExactly(1);
            }
        }
    }

    /** Answers each request with vectors that count the letters of the texts. */
    private static void serve(ServerSocket server) {
        ObjectMapper mapper = new ObjectMapper();
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    InputStream in = new BufferedInputStream(socket.getInputStream())) {
                int length = 0;
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(line.substring(15).strip());
                    }
                }
                ObjectNode answer = mapper.createObjectNode();
                int index = 0;
                var data = answer.putArray("data");
                for (var text : mapper.readTree(in.readNBytes(length)).path("input")) {
                    float[] vector = new float[1024];
                    text.textValue().chars().forEach(letter -> vector[letter]++);
                    data.addObject().put("index", index++).set("embedding", mapper.valueToTree(vector));
                }
                byte[] body = mapper.writeValueAsBytes(answer);
                String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
            } catch (IOException e) {
                // The test is over, or the client has gone.
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
