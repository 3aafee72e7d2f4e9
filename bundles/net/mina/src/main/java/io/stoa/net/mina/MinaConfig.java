package io.stoa.net.mina;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of both ports. */
@ObjectClassDefinition(
        name = "TCP",
        description = "Where clients connect, in clear with STARTTLS and with direct TLS.")
public @interface MinaConfig {

    /** The address to listen on. */
    @AttributeDefinition(
            description =
                    "The IP address to listen on; * means every address of this machine, IPv4 and"
                            + " IPv6.")
    String address() default "*";

    /** The port for STARTTLS. */
    @AttributeDefinition(
            description =
                    "The port for clients (RFC 6120 §14.7); 0 takes a free one, -1 opens none.")
    int port() default 5222;

    /** The port for direct TLS. */
    @AttributeDefinition(
            description =
                    "The port for clients that begin with TLS (XEP-0368); 0 takes a free one, -1"
                            + " opens none.")
    int tls_port() default 5223;

    /** The accept queue. */
    @AttributeDefinition(description = "How many connections may wait to be accepted.")
    int backlog() default 1024;

    /** The limit on connections. */
    @AttributeDefinition(
            description = "How many connections may be open on each port; more are closed at once.")
    int connections() default 200_000;

    /** How long a connection may be silent. */
    @AttributeDefinition(
            description =
                    "After so many seconds without a byte from a client, a whitespace is sent to"
                            + " find out whether it is still there (RFC 6120 §4.6.1).")
    int idleSeconds() default 300;
}
