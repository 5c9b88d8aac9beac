package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBInjectionTest extends InjectionContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
