package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBDatabasesTest extends DatabasesContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
