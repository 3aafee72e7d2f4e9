package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.DomainService;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code stoa component add DOMAIN}: lets a component connect, from now on. Thread-safe. */
@Component
public final class ComponentAdd implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "component add",
                    "Let an external component connect for a domain.",
                    "Without a secret one is made and shown, once. With *.DOMAIN a component may"
                            + " connect for any name under it.\n"
                            + "Example: stoa component add irc.example.org",
                    List.of(
                            new Field("domain", "the component's domain", Field.Kind.TEXT, true),
                            new Field(
                                    "secret",
                                    "the shared secret, nothing for a new one",
                                    Field.Kind.SECRET,
                                    false)),
                    false);

    private static final int LEAST = 8;

    private final Registrations registrations;
    private final ComponentDomains components;
    private final Ways ways;
    private final Domains ours;
    private final List<DomainService> services = new CopyOnWriteArrayList<>();

    /** Takes who can do it. */
    @Activate
    public ComponentAdd(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) ComponentDomains components,
            @Reference(policyOption = GREEDY) Ways ways,
            @Reference(policyOption = GREEDY) Domains ours) {
        this.registrations = registrations;
        this.components = components;
        this.ways = ways;
        this.ours = ours;
    }

    /** Takes a service whose domain no component may have. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindService(DomainService service) {
        services.add(service);
    }

    /** Forgets a service. */
    public void unbindService(DomainService service) {
        services.remove(service);
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String name = prepared(form.text("domain"));
        if (registrations.named(name).isPresent()) {
            throw new AdminException(name + " is there already", true);
        }
        requireFree(name);
        boolean made = form.text("secret").isEmpty();
        String secret = made ? made() : form.text("secret");
        if (secret.length() < LEAST) {
            throw new AdminException("a secret has " + LEAST + " characters or more");
        }
        registrations.put(name, secret);
        registrations.named(name).ifPresent(components::added);
        ways.open();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("domain", name);
        if (made) {
            facts.put("secret", secret);
        }
        facts.putAll(ways.facts());
        return Report.facts(name + " may connect", facts);
    }

    private static String made() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String prepared(String name) {
        String domain = Registration.domain(name);
        try {
            return name.substring(0, name.length() - domain.length())
                    + BareJid.ofDomain(domain).domain();
        } catch (JidException malformed) {
            throw new AdminException("“" + name + "” is not a domain: " + malformed.getMessage());
        }
    }

    private void requireFree(String name) {
        if (ours.serves(name)) {
            throw new AdminException(
                    name
                            + " is served by this server itself; a component has a name of its own,"
                            + " such as irc."
                            + name);
        }
        if (services.stream().anyMatch(it -> it.owns(name))) {
            throw new AdminException(name + " belongs to a service of this server", true);
        }
    }
}
