package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Remains;
import io.stoa.tck.server.Reply;

import java.nio.file.Path;
import java.util.List;

/** P9: many updates leave nothing behind. */
final class LeakDrill implements Drill {

    /** So that what is loaded and remembered once does not count. */
    private static final int WARM_UP = 3;

    private static final int APART = 300;
    private static final double HEAP = 1.05;
    private static final int LOOKS = 4;

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        Jars jars = crowd.jars(subject.bundle());
        List<Path> versions =
                List.of(jars.version(jars.next(APART)), jars.version(jars.next(APART + 1)));
        updates(crowd, subject, versions, WARM_UP);
        Remains before = Remains.of(crowd.pid());
        int failed = updates(crowd, subject, versions, crowd.scale().leaks());
        Remains after = Remains.of(crowd.pid());
        for (int look = 1; look < LOOKS && !after.within(before); look++) {
            // a cleaner's thread may be at it still
            Crowd.rest(1000);
            after = Remains.of(crowd.pid());
        }
        double heap = (double) after.bytes() / before.bytes();
        if (heap > HEAP && crowd.scale().judged()) {
            // a cache of the database fills once, a leak grows on
            failed += updates(crowd, subject, versions, crowd.scale().leaks());
            heap = (double) Remains.of(crowd.pid()).bytes() / after.bytes();
        }
        boolean clean =
                failed == 0 && after.within(before) && (heap <= HEAP || !crowd.scale().judged());
        return List.of(
                new Finding(
                        "P9",
                        subject.feature(),
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
                                        failed == 0 ? "" : "; " + failed + " updates failed"),
                        clean));
    }

    /** Returns how many failed. */
    private static int updates(Crowd crowd, Subject subject, List<Path> versions, int count) {
        int failed = 0;
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
            failed += reply.code() == 0 ? 0 : 1;
        }
        return failed;
    }
}
