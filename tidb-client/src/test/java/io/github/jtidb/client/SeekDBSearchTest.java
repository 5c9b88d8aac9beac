package io.github.jtidb.client;

import io.github.jtidb.vector.DistanceMetric;

@SeekDBServer.Needed
class SeekDBSearchTest extends SearchContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }

    @Override
    boolean approximate(DistanceMetric metric) {
        return metric != DistanceMetric.L1;
    }
}
