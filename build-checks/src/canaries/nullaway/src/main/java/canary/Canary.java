package canary;

import org.jspecify.annotations.Nullable;

/** Uses a value that may be null. */
public final class Canary {

    private Canary() {}

    /**
     * The length of a song.
     *
     * @param song may be null
     * @return its length
     */
    public static int length(@Nullable String song) {
        return song.length();
    }
}
