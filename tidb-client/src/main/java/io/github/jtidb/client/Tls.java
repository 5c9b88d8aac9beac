package io.github.jtidb.client;

/** How a connection to a server is secured. Immutable. */
public enum Tls {
    /** Encrypted, and the server's certificate must be trusted and issued for its host name. The default. */
    VERIFY_IDENTITY,
    /** Encrypted, and the server's certificate must be trusted; its host name is not compared. */
    VERIFY_CA,
    /** Not encrypted: for a server on this machine or behind a tunnel. The default for a loopback host. */
    DISABLED
}
