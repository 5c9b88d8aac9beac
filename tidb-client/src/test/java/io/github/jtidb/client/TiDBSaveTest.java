package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBSaveTest extends SaveContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
