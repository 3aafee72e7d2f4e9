package io.stoa.admin.domains;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.admin.Form;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Changes the list of domains in the configuration and waits until it holds. Thread-safe; may
 * block.
 */
@Component(service = Served.class)
public final class Served {

    static final String KEY = "io.stoa.core.router:domains";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 10;

    private final Domains domains;
    private final Administration administration;

    /** Takes who serves and who configures. */
    @Activate
    public Served(
            @Reference(policyOption = GREEDY) Domains domains,
            @Reference(policyOption = GREEDY) Administration administration) {
        this.domains = domains;
        this.administration = administration;
    }

    List<String> all() {
        return domains.all();
    }

    /** Reads a domain as people write it. */
    static String prepared(Form form) {
        try {
            BareJid domain = BareJid.parse(form.text("domain"));
            if (domain.local().isEmpty()) {
                return domain.domain();
            }
        } catch (JidException wrong) {
            throw new AdminException(
                    "“" + form.text("domain") + "” is not a domain: " + wrong.getMessage());
        }
        throw new AdminException(
                "“" + form.text("domain") + "” is an address, not a domain such as example.org");
    }

    /** Makes other domains ours, at once and for good. */
    void change(List<String> wanted, String actor) {
        run("config set", Map.of("key", KEY, "value", String.join(",", wanted)), actor);
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!domains.all().equals(wanted)) {
                if (System.nanoTime() > end || never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new AdminException(
                            KEY
                                    + " was written, but something overrides it, such as --set or"
                                    + " STOA_… in the environment; stoa config show "
                                    + KEY
                                    + " says what");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AdminException("interrupted while the domains were changing");
        }
    }

    /** Has the certificate of a new domain made or read. */
    void certificates(String actor) {
        run("certificate reload", Map.of(), actor);
    }

    private void run(String command, Map<String, String> values, String actor) {
        administration.run(command, new Form(values, actor));
    }
}
