package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBSqlTest extends SqlContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
