package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBDatabasesTest extends DatabasesContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
