package io.github.jtidb.client;

class EmbeddedFilterTest extends FilterContract {

    @Override
    TiDBClient.Builder open() {
        return TiDBClient.builder();
    }
}
