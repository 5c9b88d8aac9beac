package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBRelationTest extends RelationContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
