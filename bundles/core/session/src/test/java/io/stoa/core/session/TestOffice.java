package io.stoa.core.session;

import io.stoa.bus.Schedule;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.testkit.Configs;

/** Where tests get their leases from. */
final class TestOffice {

    private TestOffice() {}

    static LeaseOffice of(Schedule schedule) {
        return new LeaseOffice(schedule, Configs.defaults(LeaseOffice.Config.class));
    }
}
