package io.github.jtidb.embedding.internal.local;

import java.net.URL;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All that is known of a model before its large files are read. Immutable.
 *
 * @param name the full name
 * @param network the ONNX file
 * @param vocabulary the tokenizer.json
 * @param lowerCase whether texts are made lower case before all else that the tokenizer does
 * @param maxTokens the longest input in tokens, special ones included
 * @param padToken what fills up the shorter texts of a run
 * @param padsLeft whether it was made for filling up at the beginning
 * @param firstPosition the position of the first token, where the network asks for positions
 * @param pooling from tokens to a text
 * @param layers what comes behind the pooling, in order
 * @param normalizes whether the model's own last step is to make length one
 * @param prompts what is put before texts
 */
record ModelPlan(
        String name,
        URL network,
        URL vocabulary,
        boolean lowerCase,
        int maxTokens,
        long padToken,
        boolean padsLeft,
        int firstPosition,
        Pooling pooling,
        List<UnaryOperator<float[]>> layers,
        boolean normalizes,
        Prompts prompts) {}
