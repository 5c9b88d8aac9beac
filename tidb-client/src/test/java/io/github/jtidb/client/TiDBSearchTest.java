package io.github.jtidb.client;

import io.github.jtidb.vector.DistanceMetric;

@TiDBServer.Needed
class TiDBSearchTest extends SearchContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }

    @Override
    boolean approximate(DistanceMetric metric) {
        return metric == DistanceMetric.COSINE || metric == DistanceMetric.L2;
    }
}
