package io.github.jtidb.client;

import io.github.jtidb.vector.TiDBException;
import java.io.Serial;

/** A transaction cannot go on, or nobody knows whether it was kept. Immutable. */
public class TransactionException extends TiDBException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether the transaction may have been committed. */
    private final boolean outcomeUnknown;

    /**
     * An exception for a transaction.
     *
     * @param message what happened, and what to do
     * @param outcomeUnknown whether the transaction may have been committed
     * @param cause what raised it
     */
    public TransactionException(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * Whether nobody knows if the transaction was committed, since the connection was lost in the middle of that.
     *
     * @return true if it may be kept; false if it is rolled back
     */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
