package io.github.jtidb.client;

class EmbeddedFullTextTest extends FullTextContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
