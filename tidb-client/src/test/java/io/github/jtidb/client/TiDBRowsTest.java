package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBRowsTest extends RowsContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
