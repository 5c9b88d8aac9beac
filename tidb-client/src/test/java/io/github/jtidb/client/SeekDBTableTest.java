package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBTableTest extends TableContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }

    @Override
    int duplicateKey() {
        return 1062;
    }
}
