package io.github.jtidb.client;

/**
 * How a hybrid search puts what its vectors found and what its words found into one order:
 *
 * <pre>{@code
 * table.search("green apples", SearchType.HYBRID).fusion(Fusion.weighted(0.7, 0.3)).limit(5).toList();
 * }</pre>
 *
 * <p>Rows with equal scores are ordered by key. Immutable.
 */
public sealed interface Fusion permits Fusion.Rrf, Fusion.Weighted {

    /** The {@code k} of reciprocal rank fusion unless another is given. */
    int DEFAULT_K = 60;

    /**
     * Reciprocal rank fusion with a {@code k} of 60, which every hybrid search uses unless told otherwise.
     *
     * @return the fusion
     */
    static Fusion rrf() {
        return new Rrf(DEFAULT_K);
    }

    /**
     * Reciprocal rank fusion: a row's score is the sum of {@code 1 / (k + rank)} over the two lists that hold it, with ranks
     * from 1. Distances and match scores have no part in it beyond the ranks.
     *
     * @param k 1 or more; the larger, the less the first ranks stand out
     * @return the fusion
     * @throws IllegalArgumentException if {@code k} is 0 or negative
     */
    static Fusion rrf(int k) {
        return new Rrf(k);
    }

    /**
     * Weighted fusion in which vectors and words count alike.
     *
     * @return the fusion
     */
    static Fusion weighted() {
        return new Weighted(0.5, 0.5);
    }

    /**
     * Weighted fusion: a row's score is {@code vector · v + fullText · f}, both brought to a range from 0 to 1:
     *
     * <ul>
     *   <li>{@code v} of a distance {@code d} is {@code 1 - d / 2} under COSINE, {@code 1 - 2 · atan(d) / π} under L2 and L1,
     *       and {@code 1/2 - atan(d) / π} under NEGATIVE_INNER_PRODUCT;
     *   <li>{@code f} of a match score {@code s} is {@code 2 · atan(s) / π};
     *   <li>either is 0 for a row that its search did not find.
     * </ul>
     *
     * @param vector the weight of the vectors, 0 to 1
     * @param fullText the weight of the words, 0 to 1; the two need not add up to 1
     * @return the fusion
     * @throws IllegalArgumentException if a weight is outside its range, or both are 0
     */
    static Fusion weighted(double vector, double fullText) {
        return new Weighted(vector, fullText);
    }

    /**
     * Made by {@link Fusion#rrf}. Immutable.
     *
     * @param k 1 or more
     */
    record Rrf(int k) implements Fusion {

        /**
         * Checks it.
         *
         * @param k 1 or more
         */
        public Rrf {
            if (k < 1) {
                throw new IllegalArgumentException("The k of reciprocal rank fusion must be 1 or more, got " + k + ".");
            }
        }
    }

    /**
     * Made by {@link Fusion#weighted}. Immutable.
     *
     * @param vector the weight of the vectors, 0 to 1
     * @param fullText the weight of the words, 0 to 1
     */
    record Weighted(double vector, double fullText) implements Fusion {

        /**
         * Checks them.
         *
         * @param vector the weight of the vectors, 0 to 1
         * @param fullText the weight of the words, 0 to 1
         */
        public Weighted {
            if (!(vector >= 0 && vector <= 1 && fullText >= 0 && fullText <= 1) || vector + fullText == 0) {
                throw new IllegalArgumentException("The weights of a fusion must be from 0 to 1, and not both 0, got "
                        + vector + " and " + fullText + ".");
            }
        }
    }
}
