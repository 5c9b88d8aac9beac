package io.github.jtidb.embedding.internal.http;

import java.io.Serial;

/** A service's answer is not as its documents say. The message holds nothing of the answer but names and numbers. */
public final class InvalidAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** An exception whose message continues "the service answered with ". */
    public InvalidAnswerException(String message) {
        super(message);
    }
}
