package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBRowsTest extends RowsContract {

    @Override
    TiDBClient.Builder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
