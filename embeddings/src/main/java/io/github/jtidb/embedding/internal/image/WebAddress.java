package io.github.jtidb.embedding.internal.image;

import io.github.jtidb.embedding.internal.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are asked for an image, and how they are shown. */
final class WebAddress {

    private static final int MOST_PATH = 200;
    private static final int MOST_PORT = 65_535;

    private WebAddress() {}

    /** Refuses what is no full address of the web. */
    static URI check(URI address, String what) {
        boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null || address.getPort() > MOST_PORT) {
            throw Refusal.of(what + " has no proper address: expected one such as https://example.com/cat.png");
        }
        if (address.getRawUserInfo() != null) {
            throw Refusal.of(
                    what + " has a user in its address, which is not sent: fetch it yourself, and give its bytes");
        }
        return address;
    }

    /** Where a redirect leads to; a stranger's must not lead out of encryption or into the network around us. */
    static URI redirect(URI from, String location, String what) {
        URI to;
        try {
            to = check(from.resolve(location), what);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(what + " leads to a redirect that is no address", null);
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
            throw Refusal.of(what + " leads from https to http, which is not followed: ask for the last address");
        }
        if (isPrivate(to.getHost()) && !isPrivate(from.getHost())) {
            throw Refusal.of(what
                    + " leads from a public address into a private network, which is not followed: if that is wanted,"
                    + " ask for the last address");
        }
        return to;
    }

    private static boolean isPrivate(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(WebAddress::isPrivate);
        } catch (UnknownHostException e) {
            // Either the request will not find it, or a proxy will that has rules of its own.
            return false;
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrier;
    }

    /** An address without what may be secret: user, query and fragment. */
    static String describe(URI address) {
        if (address.getHost() == null) {
            return "at " + address.getScheme() + ":…";
        }
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return "at " + address.getScheme() + "://" + address.getHost()
                + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + (path.length() > MOST_PATH ? path.substring(0, MOST_PATH) + "…" : path);
    }
}
