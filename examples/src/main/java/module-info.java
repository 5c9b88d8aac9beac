/** Runnable examples. A program that is a module opens the packages of its table classes to the client. */
module io.github.jtidb.examples {
    requires io.github.jtidb.client;
    requires com.fasterxml.jackson.databind;

    opens io.github.jtidb.examples to
            io.github.jtidb.client;
}
