package io.github.jtidb.examples.chat;

/** A language model that answers. Implementations are immutable. */
@FunctionalInterface
public interface ChatModel {

    /**
     * Asks once, without a memory of what was asked before.
     *
     * @param system how to answer, and from what
     * @param user the question
     * @return the answer, not blank
     * @throws ChatException if there is none; the message says what to do, and holds no key
     */
    String answer(String system, String user);
}
