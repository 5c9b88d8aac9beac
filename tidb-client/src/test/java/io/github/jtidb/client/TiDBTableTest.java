package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBTableTest extends TableContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }

    @Override
    int duplicateKey() {
        return 1062;
    }
}
