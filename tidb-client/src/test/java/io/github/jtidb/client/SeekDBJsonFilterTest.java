package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBJsonFilterTest extends JsonFilterContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
