package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBSearchStepsTest extends SearchStepsContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
