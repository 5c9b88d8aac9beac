package io.github.jtidb.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an example needs from the environment. */
final class Needs {

    private Needs() {}

    /**
     * Ends the program, with what is missing, unless of each group of variables one is set.
     *
     * @param why what they are for
     * @param groups the names, such as {@code TIDB_DATABASE_URL|TIDB_HOST}
     */
    static void environment(String why, String... groups) {
        List<String> missing = new ArrayList<>();
        for (String group : groups) {
            if (Arrays.stream(group.split("\\|", -1)).noneMatch(Needs::isSet)) {
                missing.add(group.replace("|", " or "));
            }
        }
        if (!missing.isEmpty()) {
            System.err.println(why);
            missing.forEach(variables -> System.err.println("  Set " + variables + "."));
            System.exit(2);
        }
    }

    /** The first of some variables that is set. */
    static String variable(String... names) {
        return Arrays.stream(names)
                .filter(Needs::isSet)
                .findFirst()
                .map(System::getenv)
                .orElseThrow();
    }

    static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
