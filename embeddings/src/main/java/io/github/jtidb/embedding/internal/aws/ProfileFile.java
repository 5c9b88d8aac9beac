package io.github.jtidb.embedding.internal.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the profiles in one of the two files that AWS's tools share. Sections that are no profiles, lines that are indented
 * (they belong to another tool's setting) and comments are passed over. Has no state.
 */
final class ProfileFile {

    private ProfileFile() {}

    /**
     * Reads a file.
     *
     * @param file a file, which need not be there
     * @param config whether it is the file {@code config}, where profiles but the default one are named {@code [profile name]}
     * @return the settings, by profile and by name in small letters; none if there is no such file
     * @throws IOException if the file is there and cannot be read
     */
    static Map<String, Map<String, String>> read(Path file, boolean config) throws IOException {
        Map<String, Map<String, String>> profiles = new HashMap<>();
        if (!Files.isRegularFile(file)) {
            return profiles;
        }
        @Nullable Map<String, String> profile = null;
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R")) {
            boolean indented = line.startsWith(" ") || line.startsWith("\t");
            String content = withoutComment(line);
            int equals = content.indexOf('=');
            if (content.startsWith("[")) {
                String name = profileName(content, config);
                profile = name == null ? null : profiles.computeIfAbsent(name, key -> new HashMap<>());
            } else if (profile != null && !indented && equals > 0) {
                String name = content.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                profile.put(name, content.substring(equals + 1).strip());
            }
        }
        return profiles;
    }

    /** A comment is a line that begins with a mark, or what stands behind white space and a mark. */
    private static String withoutComment(String line) {
        return line.replaceAll("(^|\\s)[#;].*$", "").strip();
    }

    /** The name in {@code [name]} or {@code [profile name]}, or null if the section is no profile. */
    private static @Nullable String profileName(String section, boolean config) {
        int end = section.indexOf(']');
        if (end < 0) {
            return null;
        }
        String name = section.substring(1, end).strip();
        if (!config || name.equals("default")) {
            return name;
        }
        String[] words = name.split("\\s+", 2);
        return words.length == 2 && words[0].equals("profile") ? words[1].replaceAll("^([\"'])(.*)\\1$", "$2") : null;
    }
}
