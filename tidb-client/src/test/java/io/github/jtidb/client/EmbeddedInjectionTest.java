package io.github.jtidb.client;

class EmbeddedInjectionTest extends InjectionContract {

    @Override
    TiDBClientBuilder open() {
        return TiDBClient.builder();
    }
}
