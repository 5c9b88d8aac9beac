package io.github.jtidb.embedding.internal.huggingface;

import io.github.jtidb.embedding.internal.http.InvalidAnswerException;
import java.util.List;

/** Makes one vector of those of a text's tokens. Immutable. */
enum TokenPooling {
    /** The average of all tokens. */
    MEAN {
        @Override
        float[] pool(List<float[]> tokens) {
            double[] sums = new double[tokens.get(0).length];
            for (float[] token : tokens) {
                if (token.length != sums.length) {
                    throw new InvalidAnswerException("tokens whose vectors differ in length");
                }
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += token[i];
                }
            }
            float[] mean = new float[sums.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) (sums[i] / tokens.size());
            }
            return mean;
        }
    },

    /** The first token, which models of BERT's kind put before the text. */
    CLS {
        @Override
        float[] pool(List<float[]> tokens) {
            return tokens.get(0);
        }
    },

    /** The last token, as models that only look back have it. */
    LAST {
        @Override
        float[] pool(List<float[]> tokens) {
            return tokens.get(tokens.size() - 1);
        }
    };

    /**
     * One vector.
     *
     * @param tokens one or more vectors
     */
    abstract float[] pool(List<float[]> tokens);
}
