package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBJsonFilterTest extends JsonFilterContract {

    @Override
    TiDBClient.Builder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
