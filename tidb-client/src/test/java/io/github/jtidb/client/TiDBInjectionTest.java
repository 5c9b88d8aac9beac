package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBInjectionTest extends InjectionContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
