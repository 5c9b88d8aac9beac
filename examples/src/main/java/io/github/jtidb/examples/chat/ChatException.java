package io.github.jtidb.examples.chat;

import java.io.Serial;

/** A language model gave no answer. Immutable. */
public class ChatException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** An exception whose message says what is wrong and what to do. */
    public ChatException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An exception whose message says what is wrong and what to do. */
    public ChatException(String message) {
        super(message);
    }
}
