package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code stoa component list}: which components there are, and how they are. Thread-safe. */
@Component
public final class ComponentList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "component list",
                    "List the external components.",
                    "One that is awaited was lost a moment ago: stanzas wait for it.",
                    List.of(),
                    true);

    private static final List<String> COLUMNS =
            List.of("domain", "state", "since", "from", "waiting");

    private final Registrations registrations;
    private final ComponentDomains components;

    /** Takes who knows. */
    @Activate
    public ComponentList(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) ComponentDomains components) {
        this.registrations = registrations;
        this.components = components;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        List<List<String>> rows = new ArrayList<>();
        for (Registration it : registrations.all()) {
            if (it.wildcard()) {
                rows.add(List.of(it.name(), "wildcard", it.since().toString(), "", ""));
            }
            components.of(it).forEach((domain, link) -> rows.add(row(domain, link)));
        }
        return Report.table(COLUMNS, rows);
    }

    private static List<String> row(String domain, Link.Snapshot link) {
        return List.of(
                domain,
                text(link.state()),
                link.since().toString(),
                link.origin(),
                String.valueOf(link.waiting()));
    }

    static String text(Link.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
