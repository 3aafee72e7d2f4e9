package io.stoa.benchmarks.scenarios;

import io.stoa.load.Load;
import io.stoa.load.Tally;

/** Says what was wrong: a server that loses messages may be as fast as it likes. Stateless. */
final class Faults {

    private Faults() {}

    static String of(Load load, Tally tally) {
        boolean well = tally.clean() && load.corrupt() == 0 && load.disconnects() == 0;
        return well
                ? ""
                : "%s, %d corrupt, %d disconnects %s %s"
                        .formatted(
                                tally,
                                load.corrupt(),
                                load.disconnects(),
                                load.bounces(),
                                load.remarks().stream().limit(3).toList());
    }
}
