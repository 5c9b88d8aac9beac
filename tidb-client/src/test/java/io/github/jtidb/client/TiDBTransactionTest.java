package io.github.jtidb.client;

@TiDBServer.Needed
class TiDBTransactionTest extends TransactionContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder().url(TiDBServer.url()).ensureDatabase(true);
    }
}
