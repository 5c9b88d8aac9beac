package io.github.jtidb.client;

class EmbeddedFilterTest extends FilterContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
