package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * P1, P3, P6: all bundles of a feature are started afresh at once, with the libraries that some of
 * them are wired to; a library alone is refused, for it would take the others along.
 */
public final class AfreshDrill {

    private static final int APART = 500;

    /** Makes the drill. */
    public AfreshDrill() {}

    /**
     * Does it and says what came out.
     *
     * @param feature the feature, with a request that it answers
     * @param library the one of its bundles that others are wired to
     */
    public List<Finding> run(Crowd crowd, Subject feature, String library) {
        Jars jars = crowd.jars(library);
        Path jar = jars.version(jars.next(APART));
        Crowd.Session session = crowd.chat(feature.probes());
        Crowd.rest(500);
        Reply alone = UpdateDrill.update(crowd, feature, jar);
        Reply all = crowd.control().call("feature", "update", feature.feature(), "--yes", "--json");
        Crowd.rest(500);
        session.end();
        String what = "a fresh start of all its bundles";
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding(
                        "P6",
                        feature.name(),
                        "an update of " + library + " alone",
                        "refused with the remedy, for others are wired to it",
                        "exit code " + alone.code() + "; “" + alone.text().strip() + "”",
                        alone.code() != 0 && alone.text().contains("restart the server")));
        findings.add(
                new Finding(
                        "P1",
                        feature.name(),
                        what,
                        "is done",
                        all.code() == 0
                                ? all.number("bundles")
                                        + " bundles; the gate closed for "
                                        + all.number("closed-ms")
                                        + " ms, "
                                        + all.number("refused")
                                        + " refused"
                                : all.text().strip(),
                        all.code() == 0 && all.number("refused") == 0));
        findings.add(Words.undisturbed(feature, what, session));
        findings.add(Words.exact(feature, what, session));
        return findings;
    }
}
