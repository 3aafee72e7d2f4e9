package io.stoa.admin.domains;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.session.Sessions;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa domain list}: which domains are served. Thread-safe. */
@Component
public final class DomainList implements AdminCommand {

    private static final Spec SPEC =
            new Spec("domain list", "List the domains of this server.", "", List.of(), true);

    private final Served served;
    private final Sessions sessions;

    /** Takes who knows. */
    @Activate
    public DomainList(
            @Reference(policyOption = GREEDY) Served served,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.served = served;
        this.sessions = sessions;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        return Report.table(
                List.of("domain", "sessions"),
                served.all().stream()
                        .map(domain -> List.of(domain, Long.toString(count(domain))))
                        .toList());
    }

    private long count(String domain) {
        return sessions.all().stream()
                .filter(session -> session.address().domain().equals(domain))
                .count();
    }
}
