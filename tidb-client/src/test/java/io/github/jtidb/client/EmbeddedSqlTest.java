package io.github.jtidb.client;

class EmbeddedSqlTest extends SqlContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
