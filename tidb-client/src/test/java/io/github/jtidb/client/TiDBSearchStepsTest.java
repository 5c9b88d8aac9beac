package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBSearchStepsTest extends SearchStepsContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
