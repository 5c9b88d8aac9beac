package io.github.jtidb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Public signatures name the JDK and our own API: no library that we use, and nothing internal. */
class SignaturesTest {

    private static final Set<String> API = Arrays.stream(Library.values())
            .flatMap(library -> library.api().stream())
            .collect(Collectors.toSet());

    @ParameterizedTest
    @EnumSource
    void signatures_nameTheJdkAndOurApiOnly(Library library) {
        Set<String> leaks = new TreeSet<>();
        for (Class<?> type : library.publicTypes()) {
            for (Class<?> used : Signatures.typesIn(type)) {
                if (!isAllowed(used)) {
                    leaks.add(type.getName() + " names " + used.getName());
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static boolean isAllowed(Class<?> type) {
        return type.isPrimitive()
                || type.getPackageName().startsWith("java.")
                || type.getPackageName().equals("javax.sql")
                || API.contains(type.getPackageName());
    }
}
