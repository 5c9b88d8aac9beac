package io.github.jtidb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jtidb.client.Samples.Place;
import io.github.jtidb.schema.SchemaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several databases of one server. */
abstract class DatabasesContract {

    private final TiDBClient client = open().build();

    @AfterEach
    void close() {
        client.close();
    }

    abstract TiDBClientBuilder open();

    @Test
    void useDatabase_laterCallsGoThere_openTablesStay() {
        client.createDatabase("jtidb_other", IfExists.SKIP);
        try {
            String first = client.currentDatabase();
            Table<Place> here = client.createTable(Place.class, IfExists.OVERWRITE);
            here.insert(new Place(1L, "here", null));
            assertThat(client.listDatabases()).contains("jtidb_other", first);
            assertThat(client.hasDatabase("JTIDB_OTHER")).isTrue();
            assertThatThrownBy(() -> client.createDatabase("jtidb_other", IfExists.RAISE))
                    .isInstanceOf(StatementException.class);
            assertThatThrownBy(() -> client.createDatabase("jtidb_other", IfExists.OVERWRITE))
                    .isInstanceOf(IllegalArgumentException.class);

            client.useDatabase("jtidb_other");
            assertThat(client.currentDatabase()).isEqualTo("jtidb_other");
            Table<Place> there = client.createTable(Place.class, IfExists.OVERWRITE);
            assertThat(there.rows()).isZero();
            assertThat(here.rows()).isOne();
            assertThat(client.hasTable("no_such_table")).isFalse();
            assertThatThrownBy(() -> client.dropDatabase("jtidb_other")).isInstanceOf(IllegalStateException.class);

            client.useDatabase(first);
            assertThat(client.query("SELECT name FROM places").scalar(String.class))
                    .contains("here");
        } finally {
            assertThat(client.dropDatabase("jtidb_other")).isTrue();
        }
        assertThat(client.dropDatabase("jtidb_other")).isFalse();
        assertThatThrownBy(() -> client.useDatabase("jtidb_other"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("createDatabase");
    }
}
