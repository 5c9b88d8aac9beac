package io.github.jtidb.client;

class EmbeddedJsonFilterTest extends JsonFilterContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
