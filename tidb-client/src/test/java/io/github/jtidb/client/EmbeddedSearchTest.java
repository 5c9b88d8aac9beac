package io.github.jtidb.client;

import io.github.jtidb.vector.DistanceMetric;

class EmbeddedSearchTest extends SearchContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }

    @Override
    boolean approximate(DistanceMetric metric) {
        return false;
    }
}
