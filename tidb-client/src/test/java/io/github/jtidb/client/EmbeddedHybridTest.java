package io.github.jtidb.client;

class EmbeddedHybridTest extends HybridContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
