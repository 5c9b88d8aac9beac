package io.github.jtidb.embedding.internal.nvidia;

import io.github.jtidb.embedding.internal.http.ApiRequest;
import io.github.jtidb.embedding.internal.http.ApiResponse;
import io.github.jtidb.embedding.internal.http.InvalidAnswerException;
import io.github.jtidb.embedding.internal.http.Service;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * NVIDIA's hosts. A server of one's own never answers "not yet", and its key is no business of NVIDIA's, so only NVIDIA's
 * hosts are asked again. Immutable.
 *
 * @param url where most models are
 * @param retrievalUrl where the rerankers are, and models for retrieval that are older
 * @param statusUrl where a request that takes long is asked for
 */
record NvidiaService(String url, String retrievalUrl, String statusUrl) implements Service {

    /** What is there today. */
    static final NvidiaService HOSTED = new NvidiaService(
            "https://integrate.api.nvidia.com/v1",
            "https://ai.api.nvidia.com/v1/retrieval/nvidia",
            "https://api.nvcf.nvidia.com/v2/nvcf/pexec/status");

    @Override
    public String id() {
        return "nvidia_nim";
    }

    @Override
    public List<String> urlVariables() {
        return List.of("NVIDIA_BASE_URL");
    }

    @Override
    public List<String> keyVariables() {
        return List.of("NVIDIA_NIM_API_KEY", "NVIDIA_API_KEY");
    }

    @Override
    public boolean needsKey(URI base) {
        return isHosted(base);
    }

    @Override
    public Set<String> ownOptions() {
        return Set.of("endpoint", "extraBody");
    }

    @Override
    public Optional<ApiRequest> followUp(ApiResponse response, URI base) {
        Optional<String> id = response.header("NVCF-REQID");
        if (response.status() != 202 || id.isEmpty() || !isHosted(base)) {
            return Optional.empty();
        }
        if (!id.get().matches("[0-9A-Za-z-]{1,64}")) {
            throw new InvalidAnswerException("a NVCF-REQID that is no request id");
        }
        return Optional.of(ApiRequest.get(URI.create(statusUrl + "/" + id.get())));
    }

    boolean isHosted(URI base) {
        return List.of(url, retrievalUrl).stream()
                .anyMatch(own -> URI.create(own).getRawAuthority().equalsIgnoreCase(base.getRawAuthority()));
    }
}
