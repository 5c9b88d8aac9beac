package io.github.jtidb.client;

class EmbeddedSaveTest extends SaveContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
