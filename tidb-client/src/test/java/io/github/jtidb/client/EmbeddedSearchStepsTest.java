package io.github.jtidb.client;

class EmbeddedSearchStepsTest extends SearchStepsContract {

    @Override
    TiDBClient.Builder open() {
        return TiDBClient.builder();
    }
}
