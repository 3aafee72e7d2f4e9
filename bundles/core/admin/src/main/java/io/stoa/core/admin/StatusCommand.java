package io.stoa.core.admin;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Health;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.component.Uplink;
import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;
import io.stoa.storage.Storage;
import io.stoa.stream.Listener;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * {@code stoa status}: whether the server works. Everything it asks is optional, for it is asked
 * most when something is missing. Thread-safe.
 */
@Component
public final class StatusCommand implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "status",
                    "Show whether the server works.",
                    "Exit code 3 when no server is running on the data directory.",
                    List.of(),
                    true);
    private static final int PAGE = 1000;
    private static final int MOST = 10_000;

    private final BundleContext context;
    private final Health health;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Domains domains;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Sessions sessions;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Accounts accounts;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Storage storage;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Uplink uplink;

    /** Takes what is always there. */
    @Activate
    public StatusCommand(BundleContext context, @Reference(policyOption = GREEDY) Health health) {
        this.context = context;
        this.health = health;
    }

    /** Takes a port. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindListener(Listener listener) {
        listeners.add(listener);
    }

    /** Gives a port back. */
    public void unbindListener(Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        List<Health.Trouble> troubles = health.troubles();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("state", troubles.isEmpty() ? "works" : "works in part");
        facts.put("version", VersionCommand.version(context));
        facts.put("pid", Long.toString(ProcessHandle.current().pid()));
        facts.put("uptime", uptime());
        serving(facts);
        facts.put("storage", storage());
        facts.put("memory", memory());
        facts.put("bundles", Integer.toString(BundleList.present(context).size()));
        facts.put("data", String.valueOf(context.getProperty("stoa.data")));
        for (Health.Trouble trouble : troubles) {
            facts.put("trouble: " + trouble.component(), trouble.reason());
        }
        return Report.facts("", facts);
    }

    /** A gateway outside of its server has none of what a server has. */
    private void serving(SequencedMap<String, String> facts) {
        Uplink present = uplink;
        if (present == null) {
            facts.put("domains", domains());
            facts.put("ports", ports());
            facts.put("sessions", sessions());
            facts.put("accounts", accounts());
        } else {
            facts.put("gateway", present.domain());
            facts.put("server", present.server());
            facts.put("connection", present.state());
            facts.put("ports", ports());
        }
    }

    private static String uptime() {
        Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return "%dd %02d:%02d:%02d"
                .formatted(up.toDays(), up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart());
    }

    private String domains() {
        Domains present = domains;
        return present == null ? "missing" : String.join(", ", present.all());
    }

    private String ports() {
        String ports =
                listeners.stream()
                        .filter(listener -> listener.port() >= 0)
                        .sorted(Comparator.comparing(Listener::name))
                        .map(it -> it.name() + " " + host(it.address()) + ":" + it.port())
                        .collect(Collectors.joining(", "));
        return ports.isEmpty() ? "none is open" : ports;
    }

    private static String host(String address) {
        if (address.equals("0.0.0.0") || address.equals("0:0:0:0:0:0:0:0")) {
            return "*";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private String sessions() {
        Sessions present = sessions;
        return present == null ? "missing" : Integer.toString(present.count());
    }

    private String accounts() {
        Accounts present = accounts;
        Domains served = domains;
        if (present == null || served == null) {
            return "missing";
        }
        int count = served.all().stream().mapToInt(domain -> count(present, domain)).sum();
        return count < MOST ? Integer.toString(count) : "more than " + MOST;
    }

    private static int count(Accounts accounts, String domain) {
        int count = 0;
        String after = "";
        while (count < MOST) {
            List<BareJid> page = accounts.list(domain, after, PAGE);
            count += page.size();
            if (page.size() < PAGE) {
                break;
            }
            after = page.getLast().local();
        }
        return count;
    }

    private String storage() {
        Storage present = storage;
        return present == null ? "missing" : present.getClass().getPackageName();
    }

    private static String memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return "%d MiB of at most %d MiB heap".formatted(heap.getUsed() >> 20, heap.getMax() >> 20);
    }
}
