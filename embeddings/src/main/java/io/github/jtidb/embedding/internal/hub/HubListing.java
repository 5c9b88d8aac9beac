package io.github.jtidb.embedding.internal.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a repository at one commit, as {@code /api/models/{name}/revision/{revision}?blobs=true} lists them.
 * Immutable.
 *
 * @param commit the commit
 * @param files the files by their paths, sorted
 */
record HubListing(String commit, Map<String, RemoteFile> files) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A file.
     *
     * @param path its path in the repository
     * @param size its length in bytes, or -1 if nobody says
     * @param sha256 the hash of a large file, or null
     * @param blob Git's name of a small file, which is a hash, or null
     */
    record RemoteFile(
            String path,
            long size,
            @Nullable String sha256,
            @Nullable String blob) {}

    /**
     * Reads a listing.
     *
     * @throws IOException if it is none
     */
    static HubListing parse(byte[] json) throws IOException {
        JsonNode model = JSON.readTree(json);
        String commit = model.path("sha").asText();
        if (!commit.matches("[0-9a-f]{40,64}") || !model.path("siblings").isArray()) {
            throw new IOException("it has no commit and files");
        }
        Map<String, RemoteFile> files = new TreeMap<>();
        for (JsonNode file : model.path("siblings")) {
            String path = file.path("rfilename").asText();
            JsonNode large = file.path("lfs");
            if (isSafe(path)) {
                long size = file.path("size").asLong(large.path("size").asLong(-1));
                // The blob of a large file is only a note of where it is.
                files.put(
                        path,
                        large.isObject()
                                ? new RemoteFile(path, size, text(large, "sha256"), null)
                                : new RemoteFile(path, size, null, text(file, "blobId")));
            }
        }
        return new HubListing(commit, files);
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).textValue() : null;
    }

    /** Whether a path stays within its folder, on any system. */
    private static boolean isSafe(String path) {
        return path.matches("[^\\\\:\\p{Cntrl}]+")
                && Arrays.stream(path.split("/", -1)).noneMatch(part -> part.isEmpty() || part.startsWith(".."));
    }
}
