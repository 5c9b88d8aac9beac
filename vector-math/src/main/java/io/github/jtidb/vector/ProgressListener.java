package io.github.jtidb.vector;

/**
 * Hears how far long work has come, such as embedding many texts, fetching a model or building an index. It is called from
 * the threads that do the work, one at a time, and must return soon. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Some of the work is done.
     *
     * @param task what is done, for people, such as {@code embedding 5000 texts}
     * @param done how much is done, from 0 to {@code total}; never less than before
     * @param total how much there is in all, in the task's own unit, or -1 while nobody knows
     */
    void progress(String task, long done, long total);
}
