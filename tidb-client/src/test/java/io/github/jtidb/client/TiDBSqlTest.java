package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBSqlTest extends SqlContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
