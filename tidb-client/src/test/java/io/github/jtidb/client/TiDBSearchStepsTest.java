package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBSearchStepsTest extends SearchStepsContract {

    @Override
    TiDBClient.Builder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
