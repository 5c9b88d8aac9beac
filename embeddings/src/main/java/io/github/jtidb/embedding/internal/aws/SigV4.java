package io.github.jtidb.embedding.internal.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with AWS Signature Version 4, as all services but S3 want it: they see each segment of the path encoded
 * once more than it was sent. Immutable.
 */
public final class SigV4 implements AwsAuth {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final AwsCredentials credentials;
    private final String region;
    private final String service;

    /**
     * A signer.
     *
     * @param credentials whose keys
     * @param region such as {@code us-east-1}
     * @param service the name that the service has in signatures, which is not always that of its host
     */
    public SigV4(AwsCredentials credentials, String region, String service) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    @Override
    public Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
        String time = TIME.format(now);
        Map<String, String> added = new LinkedHashMap<>();
        added.put("X-Amz-Date", time);
        if (credentials.sessionToken() != null) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", host(uri));
        headers.forEach((name, value) -> signed.put(canonicalName(name), canonicalValue(value)));
        added.forEach((name, value) -> signed.put(canonicalName(name), canonicalValue(value)));

        String date = time.substring(0, 8);
        String scope = String.join("/", date, region, service, "aws4_request");
        String toSign =
                String.join("\n", ALGORITHM, time, scope, hash(utf8(canonicalRequest(method, uri, signed, body))));
        byte[] key = hmac(utf8("AWS4" + credentials.secretAccessKey()), date);
        for (String part : new String[] {region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        added.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + String.join(";", signed.keySet()) + ", Signature="
                        + HexFormat.of().formatHex(hmac(key, toSign)));
        return added;
    }

    /** What is signed of a request, whoever wrote it down. The headers have their canonical form. */
    static String canonicalRequest(String method, URI uri, SortedMap<String, String> headers, byte[] body) {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                method,
                canonicalPath(uri.getRawPath()),
                canonicalQuery(uri.getRawQuery()),
                lines,
                String.join(";", headers.keySet()),
                hash(body));
    }

    /** The path that was sent, without dots and double slashes, encoded once more. */
    static String canonicalPath(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(PercentEncoding.encode(segment));
            }
        }
        String slash = path.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + String.join("/", segments) + slash;
    }

    /** The query that was sent, sorted; what is escaped in it stays as it is. */
    static String canonicalQuery(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .map(parameter -> new String[] {
                    PercentEncoding.encode(parameter[0], "%"),
                    parameter.length == 1 ? "" : PercentEncoding.encode(parameter[1], "%")
                })
                .sorted((a, b) -> a[0].equals(b[0]) ? a[1].compareTo(b[1]) : a[0].compareTo(b[0]))
                .map(parameter -> parameter[0] + "=" + parameter[1])
                .collect(Collectors.joining("&"));
    }

    private static String canonicalName(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String canonicalValue(String value) {
        return value.strip().replaceAll(" {2,}", " ");
    }

    /** The Host header as HTTP clients send it. */
    private static String host(URI uri) {
        boolean usual = uri.getPort() == -1 || uri.getPort() == ("https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80);
        return usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> secrets() {
        String token = credentials.sessionToken();
        return token == null
                ? List.of(credentials.accessKeyId(), credentials.secretAccessKey())
                : List.of(credentials.accessKeyId(), credentials.secretAccessKey(), token);
    }

    @Override
    public String toString() {
        return "SigV4[" + region + "/" + service + "]";
    }
}
