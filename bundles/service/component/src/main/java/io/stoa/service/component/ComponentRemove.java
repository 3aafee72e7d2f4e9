package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code stoa component remove DOMAIN}: ends a component's stream and forgets it. Thread-safe. */
@Component
public final class ComponentRemove implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "component remove",
                    "Let a component connect no more; one that is connected is closed.",
                    "Example: stoa component remove irc.example.org",
                    List.of(new Field("domain", "the component's domain", Field.Kind.TEXT, true)));

    private final Registrations registrations;
    private final ComponentDomains components;
    private final Ways ways;
    private final Extensions extensions;

    /** Takes who can do it. */
    @Activate
    public ComponentRemove(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) ComponentDomains components,
            @Reference(policyOption = GREEDY) Ways ways,
            @Reference(policyOption = GREEDY) Extensions extensions) {
        this.registrations = registrations;
        this.components = components;
        this.ways = ways;
        this.extensions = extensions;
    }

    /** Finds the component that a form names. */
    static Registration named(Form form, Registrations registrations) {
        String name = ComponentAdd.prepared(form.text("domain"));
        return registrations
                .named(name)
                .orElseThrow(
                        () ->
                                new AdminException(
                                        "there is no component "
                                                + name
                                                + "; stoa component list shows them"));
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Optional<Report> plan(Form form) {
        Map<String, Link.Snapshot> known = components.of(named(form, registrations));
        return Optional.of(
                Report.table(
                        List.of("domain", "state", "waiting"),
                        known.entrySet().stream()
                                .map(
                                        it ->
                                                List.of(
                                                        it.getKey(),
                                                        ComponentList.text(it.getValue().state()),
                                                        String.valueOf(it.getValue().waiting())))
                                .toList()));
    }

    @Override
    public Report run(Form form) {
        Registration gone = named(form, registrations);
        registrations.remove(gone.name());
        components.removed();
        extensions.removed(Registration.domain(gone.name()));
        ways.open();
        return Report.of(gone.name() + " may connect no more");
    }
}
