package io.stoa.admin.domains;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/** {@code stoa domain add DOMAIN}: serves one more domain, at once and for good. Thread-safe. */
@Component
public final class DomainAdd implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "domain add",
                    "Serve one more domain, at once and for good.",
                    "It gets a self-signed certificate unless there is one for it.\n"
                            + "Example: stoa domain add example.org",
                    List.of(new Field("domain", "the domain", Field.Kind.TEXT, true)),
                    false);

    private final Served served;

    /** Takes who can do it. */
    @Activate
    public DomainAdd(@Reference(policyOption = GREEDY) Served served) {
        this.served = served;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String domain = Served.prepared(form);
        List<String> wanted = new ArrayList<>(served.all());
        if (wanted.contains(domain)) {
            throw new AdminException(domain + " is served already");
        }
        wanted.add(domain);
        served.change(wanted, form.actor());
        served.certificates(form.actor());
        return Report.of(
                "serving " + domain,
                "stoa account add somebody@" + domain,
                "stoa certificate list");
    }
}
