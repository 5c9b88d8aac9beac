package io.github.jtidb.client;

import org.junit.jupiter.api.condition.EnabledIf;

@TiDBServer.Needed
@EnabledIf("io.github.jtidb.client.TiDBServer#hasFullText")
class TiDBFullTextTest extends FullTextContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }

    /** The stand-in's store cuts them before it looks at the key. */
    @Override
    boolean cutsEqualScoresByKey() {
        return false;
    }
}
