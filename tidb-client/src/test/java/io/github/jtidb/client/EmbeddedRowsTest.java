package io.github.jtidb.client;

class EmbeddedRowsTest extends RowsContract {

    @Override
    TiDBClient.Builder open() {
        return TiDBClient.builder();
    }
}
