package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBFilterTest extends FilterContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
