package io.github.jtidb.client;

class EmbeddedSearchStepsTest extends SearchStepsContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
