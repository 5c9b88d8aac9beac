package io.github.jtidb.client;

class EmbeddedRowsTest extends RowsContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
