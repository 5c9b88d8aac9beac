package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBFilterTest extends FilterContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
