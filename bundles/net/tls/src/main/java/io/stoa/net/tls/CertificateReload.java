package io.stoa.net.tls;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa certificate reload}: takes changed files now. */
@Component
public final class CertificateReload implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "certificate reload",
                    "Use certificates that have changed.",
                    "New connections get them; those that are open go on with what they have."
                            + " Files that cannot be used are named in the log, and the"
                            + " certificate used before stays in use.",
                    List.of(),
                    false);

    private final DomainContexts contexts;

    /** Takes the certificates. */
    @Activate
    public CertificateReload(@Reference(policyOption = GREEDY) DomainContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        int changed = contexts.refresh();
        return Report.of(
                changed == 0 ? "No certificate has changed." : changed + " certificate(s) are new.",
                "stoa certificate list");
    }
}
