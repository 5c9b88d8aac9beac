package io.github.jtidb.client.internal.embedded;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last few generations of an index. A statement knows the generation of the moment it began at; the index may have gone
 * on since, and this tells in which rows it is newer than the statement. Not thread-safe.
 */
final class Generations {

    /** A statement is seldom more than one behind. */
    private static final int KEPT = 4;

    private record Generation(long number, Set<Long> newer) {}

    private final List<Generation> generations = new ArrayList<>();

    /**
     * Begins with a generation.
     *
     * @param newer the rows in which the index may be newer than a statement of this generation
     */
    Generations(long number, Set<Long> newer) {
        generations.add(new Generation(number, new HashSet<>(newer)));
    }

    /** Goes on to the next generation, which differs in some rows. */
    void next(long number, Set<Long> changed) {
        generations.forEach(generation -> generation.newer().addAll(changed));
        generations.add(new Generation(number, new HashSet<>()));
        if (generations.size() > KEPT) {
            generations.remove(0);
        }
    }

    /** The rows in which the index may be newer than a statement of a generation; null if that is not known any more. */
    @Nullable
    Set<Long> newerThan(long number) {
        for (Generation generation : generations) {
            if (generation.number() == number) {
                return generation.newer();
            }
        }
        return null;
    }
}
