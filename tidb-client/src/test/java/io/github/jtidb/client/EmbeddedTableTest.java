package io.github.jtidb.client;

class EmbeddedTableTest extends TableContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }

    @Override
    int duplicateKey() {
        return 23505;
    }
}
