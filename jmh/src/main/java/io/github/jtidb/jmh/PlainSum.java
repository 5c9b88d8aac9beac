package io.github.jtidb.jmh;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Adds floats up as fast as they come from memory; only for JVMs with the SIMD module. */
final class PlainSum {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private PlainSum() {}

    /** The sum, but for the last values, which do not fill four vectors. */
    static float of(float[] values) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        for (int i = 0; i <= values.length - 4 * LANES; i += 4 * LANES) {
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, values, i));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, values, i + LANES));
            sum2 = sum2.add(FloatVector.fromArray(SPECIES, values, i + 2 * LANES));
            sum3 = sum3.add(FloatVector.fromArray(SPECIES, values, i + 3 * LANES));
        }
        return sum0.add(sum1).add(sum2.add(sum3)).reduceLanes(VectorOperators.ADD);
    }
}
