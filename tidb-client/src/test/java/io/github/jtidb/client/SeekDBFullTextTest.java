package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBFullTextTest extends FullTextContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }

    /** It cuts them before it looks at the key. */
    @Override
    boolean cutsEqualScoresByKey() {
        return false;
    }
}
