package io.github.jtidb.client;

class EmbeddedJsonFilterTest extends JsonFilterContract {

    @Override
    TiDBClient.Builder open() {
        return TiDBClient.builder();
    }
}
