package io.stoa.net.tls;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;

/** {@code stoa certificate list}: which certificates are in use. */
@Component
public final class CertificateList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "certificate list",
                    "Show the certificates in use.",
                    "The fingerprint (SHA-256) is what a client shows when it does not know the"
                            + " issuer; compare it there, or pin it.",
                    List.of(),
                    true);

    private static final List<String> COLUMNS =
            List.of("domain", "issuer", "expires", "sha256", "file");

    private final DomainContexts contexts;

    /** Takes the certificates. */
    @Activate
    public CertificateList(@Reference(policyOption = GREEDY) DomainContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        return Report.table(COLUMNS, contexts.slots().entrySet().stream().map(this::row).toList());
    }

    private List<String> row(Map.Entry<String, DomainContexts.Slot> slot) {
        String domain = slot.getKey();
        String file = contexts.files().certificate(domain).toString();
        return slot.getValue()
                .offer()
                .map(DomainContexts.Offer::certificate)
                .map(
                        it ->
                                List.of(
                                        domain,
                                        issuer(it),
                                        it.expires().toString(),
                                        it.fingerprint(),
                                        file))
                .orElseGet(() -> List.of(domain, "none: no TLS", "", "", file));
    }

    private static String issuer(Certificate certificate) {
        return certificate.selfSigned()
                ? "self-signed"
                : certificate.leaf().getIssuerX500Principal().getName();
    }
}
