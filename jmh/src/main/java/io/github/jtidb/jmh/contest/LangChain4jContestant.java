package io.github.jtidb.jmh.contest;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;

/** LangChain4j's in-memory store, which is exact. */
final class LangChain4jContestant implements Contestant {

    private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

    @Override
    public int[] efforts() {
        return new int[] {0};
    }

    @Override
    public void build(float[][] rows, int threads) {
        for (int id = 0; id < rows.length; id++) {
            store.add(Integer.toString(id), Embedding.from(rows[id]));
        }
    }

    @Override
    public boolean canFilter() {
        return false;
    }

    @Override
    public Searcher searcher() {
        return (query, k, effort, share) -> {
            EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                    .queryEmbedding(Embedding.from(query))
                    .maxResults(k)
                    .build();
            return store.search(request).matches().stream()
                    .mapToInt(match -> Integer.parseInt(match.embeddingId()))
                    .toArray();
        };
    }
}
