package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** {@code stoa component info DOMAIN}: how one component is, and where it connects. */
@Component
public final class ComponentInfo implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "component info",
                    "Show one external component.",
                    "Example: stoa component info irc.example.org",
                    List.of(new Field("domain", "the component's domain", Field.Kind.TEXT, true)),
                    true);

    private final Registrations registrations;
    private final ComponentDomains components;
    private final Ways ways;

    /** Takes who knows. */
    @Activate
    public ComponentInfo(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) ComponentDomains components,
            @Reference(policyOption = GREEDY) Ways ways) {
        this.registrations = registrations;
        this.components = components;
        this.ways = ways;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        Registration it = ComponentRemove.named(form, registrations);
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("domain", it.name());
        facts.put("added", it.since().toString());
        facts.putAll(ways.facts());
        for (Map.Entry<String, Link.Snapshot> link : components.of(it).entrySet()) {
            String prefix = it.wildcard() ? link.getKey() + " " : "";
            Link.Snapshot now = link.getValue();
            facts.put(prefix + "state", ComponentList.text(now.state()));
            facts.put(prefix + "since", now.since().toString());
            facts.put(prefix + "from", now.origin());
            facts.put(prefix + "waiting", String.valueOf(now.waiting()));
            facts.put(prefix + "sent", String.valueOf(now.sent()));
            facts.put(prefix + "received", String.valueOf(now.received()));
            facts.put(prefix + "refused", String.valueOf(now.refused()));
        }
        return Report.facts("", facts);
    }
}
