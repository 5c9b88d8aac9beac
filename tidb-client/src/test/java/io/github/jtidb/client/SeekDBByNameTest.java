package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBByNameTest extends ByNameContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
