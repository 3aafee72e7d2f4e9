package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * P10: what everything stands on is not replaced live, nor switched off. Whoever tries is told what
 * to do instead, what runs is untouched, and nobody notices.
 */
public final class CoreDrill {

    private static final Subject CORE = Subject.of("core", "io.stoa.core.bus");
    private static final Pattern OWN =
            Pattern.compile("\"id\": \"io\\.stoa:(io\\.stoa\\.[^:\"]+):");
    private static final int APART = 400;

    /** Makes the drill. */
    public CoreDrill() {}

    /**
     * Does it and says what came out.
     *
     * @param live the bundles of core that are replaced live, and are tried elsewhere
     */
    public List<Finding> run(Crowd crowd, Collection<String> live) {
        List<String> fixed = new ArrayList<>(bundles());
        fixed.removeAll(live);
        Map<String, String> before = PlanDrill.bundles(crowd);
        Crowd.Session session = crowd.chat(List.of());
        List<String> taken = new ArrayList<>();
        for (String bundle : fixed) {
            Jars jars = crowd.jars(bundle);
            Path jar = jars.version(jars.next(APART));
            if (!refused(UpdateDrill.update(crowd, CORE, jar))) {
                taken.add(bundle);
            }
        }
        Reply stop = crowd.control().call("feature", "stop", "core", "--cascade", "--yes");
        session.end();
        boolean untouched = PlanDrill.bundles(crowd).equals(before);
        return List.of(
                new Finding(
                        "P10",
                        "core",
                        "updates of what core stands on",
                        "each refused with the remedy; nothing touched",
                        "%d of %d refused%s; %s"
                                .formatted(
                                        fixed.size() - taken.size(),
                                        fixed.size(),
                                        taken.isEmpty() ? "" : ", not " + taken,
                                        untouched ? "nothing touched" : "something was touched"),
                        taken.isEmpty() && untouched && fixed.size() > live.size()),
                new Finding(
                        "P10",
                        "core",
                        "switching it off",
                        "is refused with a reason",
                        "exit code " + stop.code() + "; “" + stop.text().strip() + "”",
                        stop.code() != 0 && !stop.text().isBlank()),
                Words.undisturbed(CORE, "what is refused", session));
    }

    private static boolean refused(Reply reply) {
        return reply.code() != 0 && reply.text().contains("restart the server");
    }

    /** Returns the server's own bundles of core; the container's are made by others. */
    private static List<String> bundles() {
        Path file = Path.of(System.getProperty("stoa.dist", ""), "features", "core.json");
        try {
            return OWN.matcher(Files.readString(file)).results().map(it -> it.group(1)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
