package io.github.jtidb.client;

class EmbeddedTransactionTest extends TransactionContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }

    /** One in memory has no second client. */
    @Override
    TiDBClient sameDatabase(TiDBClient first) {
        return first;
    }
}
