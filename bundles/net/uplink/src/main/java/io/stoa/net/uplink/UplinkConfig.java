package io.stoa.net.uplink;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration. */
@ObjectClassDefinition(
        name = "Uplink",
        description =
                "The connection of a gateway that runs outside of its server, to that server"
                        + " (XEP-0114). stoa gateway run sets what it is told.")
public @interface UplinkConfig {

    /** The domain. */
    @AttributeDefinition(
            required = false,
            description =
                    "The domain for which this process speaks, such as irc.example.org; what stands"
                            + " before the first dot says which gateway it is.")
    String domain() default "";

    /** The server. */
    @AttributeDefinition(
            description =
                    "Where the server takes components, as host:port; an IPv6 address in brackets."
                            + " Without TLS what is said goes there in clear.")
    String server() default "127.0.0.1:5347";

    /** Whether TLS comes first. */
    @AttributeDefinition(
            description =
                    "Whether the connection begins with TLS; the server needs a port for that, such"
                            + " as io.stoa.service.component:tls.port of Stoa.")
    boolean tls() default false;

    /** The server's certificate. */
    @AttributeDefinition(
            required = false,
            description =
                    "The SHA-256 of the one certificate that the server may have; without it the"
                            + " certificate has to be for the server's name and from somebody whom"
                            + " this machine trusts.")
    String fingerprint() default "";

    /** The file of the secret. */
    @AttributeDefinition(
            required = false,
            description =
                    "A file whose first line is the secret that the server has for the domain. Only"
                            + " this process should be able to read it; it is read for each"
                            + " connection.")
    String secretFile() default "";

    /** How long a server that was lost is waited for. */
    @AttributeDefinition(
            min = "0",
            description =
                    "How many seconds stanzas wait for a server whose connection was lost; then"
                            + " they and all that follow are answered with remote-server-timeout.")
    int awaySeconds() default 30;

    /** How many stanzas wait for it. */
    @AttributeDefinition(
            min = "0",
            description =
                    "How many stanzas wait for a server that was lost; further ones are answered"
                            + " with resource-constraint.")
    int awayStanzas() default 1000;

    /** How many bytes wait for it. */
    @AttributeDefinition(
            min = "0",
            description =
                    "How many bytes of stanzas wait for a server that was lost; further ones are"
                            + " answered with resource-constraint.")
    int awayBytes() default 1_048_576;

    /** How much waits for one that reads slowly. */
    @AttributeDefinition(
            min = "65536",
            description =
                    "How many bytes may wait for a server that is connected and reads slowly; while"
                            + " there are more, stanzas to it are answered with"
                            + " resource-constraint.")
    int pendingBytes() default 8_388_608;

    /** The largest stanza. */
    @AttributeDefinition(
            min = "10000",
            description =
                    "How many bytes a stanza from the server may have; a longer one is answered"
                            + " with policy-violation and passed over.")
    int stanzaBytes() default 262_144;
}
