package io.github.jtidb.client;

import org.junit.jupiter.api.condition.EnabledIf;

@TiDBServer.Needed
@EnabledIf("io.github.jtidb.client.TiDBServer#hasFullText")
class TiDBHybridTest extends HybridContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
