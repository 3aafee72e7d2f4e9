package io.stoa.core.router;

import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.Arrays;
import java.util.List;

/**
 * The domains that the configuration names, prepared by RFC 7622. Thread-safe. A change of the
 * configuration changes this component instead of replacing it, for everything stands on it: to
 * replace it would end every stream.
 */
@Component(configurationPid = "io.stoa.core.router")
@Designate(ocd = ServedDomains.Config.class)
public final class ServedDomains implements Domains {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Router",
            description = "Which domains this server serves (RFC 6120 §10.4).")
    public @interface Config {

        /** The domains. */
        @AttributeDefinition(
                description =
                        "The domains this server serves, separated by commas. The first is the one"
                                + " that commands mean when none is named.")
        String[] domains() default {"localhost"};

        /** Whether their accounts are here. */
        @AttributeDefinition(
                description =
                        "Whether the accounts of these domains are here. Off only in a gateway that"
                                + " runs outside of its server (stoa gateway run), which sets it:"
                                + " what is for the domains then goes to that server. Read at the"
                                + " start.")
        boolean accounts() default true;
    }

    private volatile List<String> domains;
    private final boolean accounts;

    /** Reads the configuration. */
    @Activate
    public ServedDomains(Config config) {
        this.domains = read(config);
        this.accounts = config.accounts();
    }

    /** Takes other domains; where their accounts are does not change in a running process. */
    @Modified
    public void modified(Config config) {
        domains = read(config);
    }

    private static List<String> read(Config config) {
        List<String> domains =
                Arrays.stream(config.domains())
                        .map(String::strip)
                        .filter(domain -> !domain.isEmpty())
                        .map(ServedDomains::prepared)
                        .distinct()
                        .toList();
        if (domains.isEmpty()) {
            throw new IllegalArgumentException(
                    "io.stoa.core.router:domains names no domain; set it to your domain, such as"
                            + " example.org");
        }
        return domains;
    }

    private static String prepared(String domain) {
        try {
            return BareJid.ofDomain(domain).domain();
        } catch (JidException malformed) {
            throw new IllegalArgumentException(
                    "io.stoa.core.router:domains: “" + domain + "” is not a domain", malformed);
        }
    }

    @Override
    public List<String> all() {
        return domains;
    }

    @Override
    public boolean accounts() {
        return accounts;
    }
}
