package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBSaveTest extends SaveContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
