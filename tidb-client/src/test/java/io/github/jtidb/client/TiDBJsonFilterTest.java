package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBJsonFilterTest extends JsonFilterContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
