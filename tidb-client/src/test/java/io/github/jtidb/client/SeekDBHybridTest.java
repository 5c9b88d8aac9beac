package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBHybridTest extends HybridContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
