package io.stoa.service.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration. */
@ObjectClassDefinition(
        name = "Components",
        description =
                "Where external components connect (XEP-0114), and what waits for one that is away."
                        + " Which there are: stoa component list.")
public @interface ComponentConfig {

    /** The address to listen on. */
    @AttributeDefinition(
            description =
                    "The IP address to listen on; 127.0.0.1 is this machine only, * every address."
                            + " In clear the secret does not travel, but all that is said does.")
    String address() default "127.0.0.1";

    /** The port in clear. */
    @AttributeDefinition(
            description =
                    "The port for components, opened when there is one; 0 takes a free one, -1"
                            + " opens none.")
    int port() default 5347;

    /** The port with TLS. */
    @AttributeDefinition(
            description =
                    "The port for components that begin with TLS, opened when there is one; 0 takes"
                            + " a free one, -1 opens none.")
    int tls_port() default -1;

    /** How long a component that was lost is waited for. */
    @AttributeDefinition(
            min = "0",
            description =
                    "How many seconds stanzas wait for a component whose connection was lost; then"
                            + " they and all that follow are answered with remote-server-timeout.")
    int awaySeconds() default 30;

    /** How many stanzas wait for it. */
    @AttributeDefinition(
            min = "0",
            description =
                    "How many stanzas wait for a component that was lost; further ones are answered"
                            + " with resource-constraint.")
    int awayStanzas() default 1000;

    /** How many bytes wait for it. */
    @AttributeDefinition(
            min = "0",
            description =
                    "How many bytes of stanzas wait for a component that was lost; further ones are"
                            + " answered with resource-constraint.")
    int awayBytes() default 1_048_576;

    /** How much waits for one that reads slowly. */
    @AttributeDefinition(
            min = "65536",
            description =
                    "How many bytes may wait for a component that is connected and reads slowly;"
                            + " while there are more, stanzas to it are answered with"
                            + " resource-constraint.")
    int pendingBytes() default 8_388_608;
}
