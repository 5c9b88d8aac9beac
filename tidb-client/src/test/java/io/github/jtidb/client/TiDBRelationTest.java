package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBRelationTest extends RelationContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
