package canary;

import org.jspecify.annotations.Nullable;

/** Has no fault. */
public final class Canary {

    private Canary() {}

    /**
     * The length of a song.
     *
     * @param song may be null
     * @return its length
     */
    public static int length(@Nullable String song) {
        return song == null ? 0 : song.length();
    }
}
