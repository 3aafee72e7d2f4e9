package io.stoa.tck.drill;

import io.stoa.load.Percentiles;
import io.stoa.load.Waiting;
import io.stoa.tck.Finding;
import io.stoa.tck.Probe;
import io.stoa.tck.broken.Flooding;
import io.stoa.tck.broken.Raging;
import io.stoa.tck.broken.Stuck;
import io.stoa.tck.broken.Wild;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** P11: a bundle that does harm all the time is taken out; others do not notice. */
public final class HouseDrill {

    private static final String IMPORTS =
            "io.stoa.bus;version=\"[1.0,2)\",io.stoa.jid;version=\"[1.0,2)\","
                    + "io.stoa.stanza;version=\"[1.0,2)\"";
    private static final Map<Class<?>, String> MISCHIEF = new LinkedHashMap<>();

    static {
        MISCHIEF.put(Raging.class, "always throws");
        MISCHIEF.put(Stuck.class, "never returns");
        MISCHIEF.put(Wild.class, "allocates wildly");
        MISCHIEF.put(Flooding.class, "floods");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int QUARANTINE = 5000;

    /** Makes the drill. */
    public HouseDrill() {}

    /** Does it and says what came out. */
    public List<Finding> run(Crowd crowd) {
        return MISCHIEF.keySet().stream().map(type -> mischief(crowd, type)).toList();
    }

    private static Finding mischief(Crowd crowd, Class<?> type) {
        String name = "tck-" + type.getSimpleName().toLowerCase(Locale.ROOT);
        String namespace = "urn:tck:" + type.getSimpleName();
        Path jar = Jars.bundle(crowd.folder(), name, part(type, namespace));
        Reply installed =
                crowd.control().call("feature", "install", jar.toString(), "--yes", "--json");
        Probe probe = Probe.server("<x xmlns='" + namespace + "'/>");
        Crowd.Session calm = crowd.chat(List.of());
        Crowd.rest(2000);
        calm.end();
        Percentiles before = calm.latencies().overall();
        Crowd.Session session = crowd.chat(List.of());
        Crowd.rest(500);
        long begin = System.nanoTime();
        boolean out = Waiting.until(() -> crowd.ask(probe).equals("service-unavailable"), PATIENCE);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        session.end();
        Percentiles during = session.latencies().overall();
        crowd.control().call("feature", "remove", name, "--yes", "--json");
        return new Finding(
                "P11",
                name,
                "a bundle that " + MISCHIEF.get(type),
                "out ≤ 5 s; nobody else notices",
                "out after %d ms%s; %s; others' p99 %.1f ms before, %.1f ms during"
                        .formatted(
                                millis,
                                installed.code() == 0 ? "" : " " + installed.text().strip(),
                                session.words(),
                                before.p99(),
                                during.p99()),
                installed.code() == 0
                        && out
                        && session.undisturbed()
                        && Words.within(crowd, millis, QUARANTINE));
    }

    private static Jars.Part part(Class<?> type, String namespace) {
        return new Jars.Part(
                type,
                false,
                "<property name=\"stoa.iq.namespace\" type=\"String\" value=\""
                        + namespace
                        + "\"/><property name=\"stoa.iq.target\" type=\"String\" value=\"SERVER\"/>"
                        + "<property name=\"stoa.iq.open\" type=\"Boolean\" value=\"false\"/>"
                        + "<property name=\"stoa.iq.lane\" type=\"Boolean\" value=\"true\"/>"
                        + "<service><provide interface=\"io.stoa.bus.IqHandler\"/></service>",
                IMPORTS);
    }
}
