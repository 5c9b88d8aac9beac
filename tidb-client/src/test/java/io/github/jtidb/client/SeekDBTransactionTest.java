package io.github.jtidb.client;

@SeekDBServer.Needed
class SeekDBTransactionTest extends TransactionContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(SeekDBServer.url()).ensureDatabase(true);
    }
}
