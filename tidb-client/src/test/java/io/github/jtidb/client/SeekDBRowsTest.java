package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBRowsTest extends RowsContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
