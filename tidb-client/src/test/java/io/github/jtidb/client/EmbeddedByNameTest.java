package io.github.jtidb.client;

class EmbeddedByNameTest extends ByNameContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
