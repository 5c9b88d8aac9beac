package io.github.jtidb.embedding.internal.bedrock;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Models with one wire form. Bedrock names none in its answers, so a model's name must tell. Immutable. */
enum Family {
    TITAN_TEXT_V1("titan-text-v1", List.of("titan-embed-text-v1", "titan-embed-g1-text"), Set.of()),
    TITAN_TEXT_V2("titan-text-v2", List.of("titan-embed-text-v2"), Set.of(256, 512, 1024)),
    TITAN_IMAGE("titan-image", List.of("titan-embed-image"), Set.of(256, 384, 1024)),
    COHERE_V3("cohere-v3", List.of("cohere.embed-english-v3", "cohere.embed-multilingual-v3"), Set.of()),
    COHERE_V4("cohere-v4", List.of("cohere.embed-v4"), Set.of(256, 512, 1024, 1536));

    private final String option;
    private final List<String> names;
    private final Set<Integer> dimensions;

    Family(String option, List<String> names, Set<Integer> dimensions) {
        this.option = option;
        this.names = names;
        this.dimensions = dimensions;
    }

    /** The family that a model's id, or its ARN, tells. An inference profile's may tell none. */
    static Optional<Family> ofModel(String id) {
        return Arrays.stream(values())
                .filter(family -> family.names.stream().anyMatch(id::contains))
                .findFirst();
    }

    /** The family of this name. */
    static Optional<Family> ofOption(Object name) {
        return Arrays.stream(values())
                .filter(family -> family.option.equals(name))
                .findFirst();
    }

    /** The names that {@link #ofOption} knows. */
    static List<String> options() {
        return Arrays.stream(values()).map(family -> family.option).toList();
    }

    /** Whether the model is one of Cohere's, else it is a Titan. */
    boolean isCohere() {
        return this == COHERE_V3 || this == COHERE_V4;
    }

    /** The lengths of vectors that can be asked for; none if the model has but one. */
    Set<Integer> dimensions() {
        return dimensions;
    }
}
