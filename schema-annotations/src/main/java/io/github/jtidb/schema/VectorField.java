package io.github.jtidb.schema;

import io.github.jtidb.vector.DistanceMetric;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps a {@code float[]} in a VECTOR column that is searched by distance. Vector columns may hold null.
 *
 * <p>With {@link #model} and {@link #sourceField} rows are embedded when they are written; with {@code model} alone rows
 * bring their vectors and only queries are embedded; with neither, both bring theirs. Immutable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface VectorField {

    /**
     * The number of dimensions of every vector here, 1 to 16383.
     *
     * @return the number, or 0 (the default) for as many as {@link #model} gives, which then is needed
     */
    int dimensions() default 0;

    /**
     * The {@code String} member of the same class whose text is embedded into this column; needs {@link #model}.
     *
     * @return its Java field name or column name, or empty (the default) for none
     */
    String sourceField() default "";

    /**
     * The embedding model, as {@code provider/model}, such as {@code local/all-MiniLM-L6-v2}, or a model in a folder, as
     * {@code local:models/mine}.
     *
     * @return the model, or empty (the default) for none
     */
    String model() default "";

    /**
     * How the distance of two vectors is measured here, by the index and by searches that do not say otherwise.
     *
     * @return the metric, {@link DistanceMetric#COSINE} by default
     */
    DistanceMetric metric() default DistanceMetric.COSINE;

    /**
     * Whether to create a vector index.
     *
     * @return the policy, {@link IndexPolicy#AUTO} by default
     */
    IndexPolicy index() default IndexPolicy.AUTO;

    /** Whether to create a vector index. Immutable. */
    enum IndexPolicy {
        /** Create one where the database can build it for this metric; search without one elsewhere. */
        AUTO,
        /**
         * Create one, or fail where the database cannot. Refused at once for L1 and negative inner product, which no index of
         * TiDB knows.
         */
        REQUIRED,
        /** Create none: every search looks at every row. */
        NONE
    }
}
