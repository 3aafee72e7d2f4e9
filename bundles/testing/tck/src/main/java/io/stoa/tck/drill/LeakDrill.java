package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.Venue;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Remains;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** P9: many updates leave nothing behind. */
final class LeakDrill implements Drill {

    /** So that what is loaded and remembered once does not count. */
    private static final int WARM_UP = 3;

    private static final int APART = 300;
    private static final double HEAP = 1.05;

    /**
     * A second apart: threads of pools end when they were idle for some seconds, Hikari's for 5.
     */
    private static final int LOOKS = 9;

    private static final int BATCHES = 2;

    @Override
    public boolean always() {
        return false;
    }

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        Jars jars = crowd.jars(subject.bundle());
        List<Path> versions =
                List.of(jars.version(jars.next(APART)), jars.version(jars.next(APART + 1)));
        // the first of a batch is what runs: a fresh start, but a part's would be the whole's
        List<Path> later = subject.whole() ? versions : versions.reversed();
        // whoever is outside is talked to meanwhile
        Optional<Crowd.Session> session =
                subject.venue().filter(Venue::isOutside).map(it -> crowd.chat(subject));
        updates(crowd, subject, versions, WARM_UP);
        List<String> failed = new ArrayList<>();
        Remains before = Remains.of(crowd.pid());
        Remains after = before;
        // what fills in the first batch, such as the database's page cache, or lasts until the next
        // update, is no leak; that grows in the second batch, too
        for (int batch = 1; batch <= BATCHES; batch++) {
            before = after;
            failed.addAll(updates(crowd, subject, later, crowd.scale().leaks()));
            after = look(crowd, before);
            if (clean(crowd, before, after)) {
                break;
            }
        }
        double heap = heap(before, after);
        boolean clean = failed.isEmpty() && clean(crowd, before, after);
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding(
                        "P9",
                        subject.name(),
                        crowd.scale().leaks() + " updates",
                        "0 class loaders, services, threads left; live heap ≤ +5 %",
                        "class loaders %d → %d, services %d → %d, threads %d → %d, heap %+.1f %%%s"
                                .formatted(
                                        before.loaders(),
                                        after.loaders(),
                                        before.services(),
                                        after.services(),
                                        before.threads(),
                                        after.threads(),
                                        100 * (heap - 1),
                                        failed.isEmpty() ? "" : "; updates failed: " + failed),
                        clean));
        session.map(Crowd.Session::end)
                .map(it -> Words.rooms(subject, crowd.scale().leaks() + " updates and more", it))
                .ifPresent(findings::addAll);
        return findings;
    }

    private static Remains look(Crowd crowd, Remains before) {
        Remains after = Remains.of(crowd.pid());
        for (int look = 1; look < LOOKS && !after.within(before); look++) {
            // a cleaner's thread may be at it still
            Crowd.rest(1000);
            after = Remains.of(crowd.pid());
        }
        return after;
    }

    private static boolean clean(Crowd crowd, Remains before, Remains after) {
        return after.within(before) && (heap(before, after) <= HEAP || !crowd.scale().judged());
    }

    private static double heap(Remains before, Remains after) {
        return (double) after.bytes() / before.bytes();
    }

    /** Returns what was said of those that failed. */
    private static List<String> updates(
            Crowd crowd, Subject subject, List<Path> versions, int count) {
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Reply reply =
                    crowd.control()
                            .call(
                                    "feature",
                                    "update",
                                    subject.feature(),
                                    versions.get(i % versions.size()).toString(),
                                    "--downgrade",
                                    "--yes",
                                    "--json");
            if (reply.code() != 0) {
                failed.add(reply.text());
            }
            crowd.together();
        }
        return failed;
    }
}
