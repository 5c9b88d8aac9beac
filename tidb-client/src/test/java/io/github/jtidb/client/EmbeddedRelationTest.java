package io.github.jtidb.client;

class EmbeddedRelationTest extends RelationContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
