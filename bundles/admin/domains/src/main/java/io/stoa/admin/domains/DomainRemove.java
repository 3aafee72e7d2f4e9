package io.stoa.admin.domains;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code stoa domain remove DOMAIN}: serves a domain no more. Thread-safe. */
@Component
public final class DomainRemove implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "domain remove",
                    "Serve a domain no more; its data stays.",
                    "Its streams are closed with host-gone (RFC 6120 §4.9.3.5). When the domain is"
                            + " added again, its accounts are there.\n"
                            + "Example: stoa domain remove example.org --yes",
                    List.of(new Field("domain", "the domain", Field.Kind.TEXT, true)));

    private final Served served;
    private final Sessions sessions;

    /** Takes who can do it. */
    @Activate
    public DomainRemove(
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
    public Optional<Report> plan(Form form) {
        String domain = present(form);
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("domain", domain);
        facts.put("sessions", Integer.toString(of(domain).size()));
        return Optional.of(
                Report.facts(
                        "This closes the sessions of "
                                + domain
                                + " and serves it no more. What its accounts have stored stays.",
                        facts));
    }

    @Override
    public Report run(Form form) {
        String domain = present(form);
        served.change(
                served.all().stream().filter(it -> !it.equals(domain)).toList(), form.actor());
        List<Session> closed = of(domain);
        closed.forEach(
                session ->
                        session.close(
                                StreamError.of(
                                        StreamCondition.HOST_GONE,
                                        domain + " is no longer served here")));
        return Report.of(
                domain + " is served no more; closed " + closed.size() + " session(s)",
                "stoa domain add " + domain);
    }

    private List<Session> of(String domain) {
        return sessions.all().stream()
                .filter(session -> session.address().domain().equals(domain))
                .toList();
    }

    private String present(Form form) {
        String domain = Served.prepared(form);
        if (!served.all().contains(domain)) {
            throw new AdminException(domain + " is not served; stoa domain list shows what is");
        }
        if (served.all().size() == 1) {
            throw new AdminException(
                    domain + " is the only domain; add another one first with: stoa domain add");
        }
        return domain;
    }
}
