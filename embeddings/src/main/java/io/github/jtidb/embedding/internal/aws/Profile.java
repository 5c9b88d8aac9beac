package io.github.jtidb.embedding.internal.aws;

import io.github.jtidb.embedding.EmbeddingException;
import io.github.jtidb.embedding.EmbeddingException.Reason;
import io.github.jtidb.embedding.internal.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One profile of the files that AWS's tools share, by default those in {@code ~/.aws}. Immutable. */
final class Profile {

    /** Settings by which a profile gets its keys from elsewhere. AWS's tools prefer these to keys that stand beside them. */
    private static final List<String> BEFORE_KEYS =
            List.of("role_arn", "web_identity_token_file", "sso_session", "sso_start_url");

    private static final List<String> BEHIND_KEYS = List.of("login_session", "credential_process");

    private final String name;
    private final String where;

    /** Of both files; null if neither has the profile. */
    private final @Nullable Map<String, String> settings;

    private Profile(String name, String where, @Nullable Map<String, String> settings) {
        this.name = name;
        this.where = where;
        this.settings = settings;
    }

    /**
     * Reads a profile. One that is not there has no settings.
     *
     * @param name its name
     * @param variables the environment
     * @throws EmbeddingException if a file cannot be read
     */
    static Profile read(String name, Environment variables) {
        Path credentials = file("AWS_SHARED_CREDENTIALS_FILE", "credentials", variables);
        Path config = file("AWS_CONFIG_FILE", "config", variables);
        Map<String, String> inConfig = settings(config, true, name);
        Map<String, String> inCredentials = settings(credentials, false, name);
        String where = credentials + " and " + config;
        if (inConfig == null && inCredentials == null) {
            return new Profile(name, where, null);
        }
        Map<String, String> settings = new HashMap<>();
        if (inConfig != null) {
            settings.putAll(inConfig);
        }
        if (inCredentials != null) {
            settings.putAll(inCredentials);
        }
        return new Profile(name, where, Map.copyOf(settings));
    }

    boolean exists() {
        return settings != null;
    }

    /** The files that it was looked for in. */
    String where() {
        return where;
    }

    /** A setting that is there and not empty. */
    Optional<String> setting(String key) {
        return Optional.ofNullable(settings).map(all -> all.get(key)).filter(value -> !value.isBlank());
    }

    /**
     * The keys of this profile.
     *
     * @return its keys, or empty if it says nothing of any
     * @throws EmbeddingException if it has half of them, or gets them from elsewhere
     */
    Optional<AwsCredentials> credentials() {
        refuseOtherSources(BEFORE_KEYS);
        Optional<AwsCredentials> keys = Keys.of(
                "The AWS profile \"" + name + "\" in " + where,
                "aws_access_key_id",
                "aws_secret_access_key",
                "aws_session_token",
                this::setting);
        if (keys.isEmpty()) {
            refuseOtherSources(BEHIND_KEYS);
        }
        return keys;
    }

    private void refuseOtherSources(List<String> sources) {
        for (String source : sources) {
            if (setting(source).isPresent()) {
                throw new EmbeddingException(
                        Reason.UNAUTHORIZED,
                        0,
                        "The AWS profile \"" + name + "\" in " + where + " gets its keys by " + source
                                + ", which is not supported here: expected aws_access_key_id and aws_secret_access_key."
                                + " Set the variables that `aws configure export-credentials --profile " + name
                                + " --format env` prints",
                        null);
            }
        }
    }

    private static @Nullable Map<String, String> settings(Path file, boolean config, String name) {
        try {
            return ProfileFile.read(file, config).get(name);
        } catch (IOException e) {
            throw new EmbeddingException(
                    Reason.UNAUTHORIZED, 0, "The AWS profiles in " + file + " cannot be read: make it readable", e);
        }
    }

    private static Path file(String variable, String name, Environment variables) {
        Path home = Path.of(variables.first(List.of("HOME")).orElseGet(() -> System.getProperty("user.home")));
        return variables
                .first(List.of(variable))
                .map(named -> named.startsWith("~/") ? home.resolve(named.substring(2)) : Path.of(named))
                .orElseGet(() -> home.resolve(".aws").resolve(name));
    }

    @Override
    public String toString() {
        return "Profile[" + name + "]";
    }
}
