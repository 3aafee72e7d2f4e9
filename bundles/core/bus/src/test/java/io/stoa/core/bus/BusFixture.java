package io.stoa.core.bus;

import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.bus.Target;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.core.router.RoutingRules;
import io.stoa.core.router.ServedDomains;
import io.stoa.core.session.DeliveryChain;
import io.stoa.core.session.SessionTable;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestClient;
import io.stoa.testkit.TestServiceObjects;
import io.stoa.testkit.account.TestAccounts;

import java.util.List;
import java.util.Map;

/** The real core, wired by hand. */
final class BusFixture {

    final VirtualSchedule schedule = new VirtualSchedule();
    final LeaseOffice office =
            new LeaseOffice(schedule, Configs.defaults(LeaseOffice.Config.class));
    final SessionTable sessions =
            new SessionTable(
                    new DeliveryChain(office), office, Configs.defaults(SessionTable.Config.class));
    final DispatchTable table = new DispatchTable(office);
    final Bus bus;

    BusFixture(String... required) {
        RoutingRules router =
                new RoutingRules(
                        new ServedDomains(
                                Configs.of(
                                        ServedDomains.Config.class,
                                        Map.of("domains", new String[] {"stoa.example"}))),
                        sessions);
        bus =
                new Bus(
                        table,
                        router,
                        sessions,
                        sessions,
                        Configs.of(Bus.Config.class, Map.of("required", required)));
        bus.bindAccounts(
                new TestServiceObjects<>(
                        new TestAccounts(
                                account("juliet"), account("romeo"), account("mercutio"))));
    }

    private static BareJid account(String local) {
        return BareJid.parse(local + "@stoa.example");
    }

    TestClient connect(String address) {
        return TestClient.of(bus, sessions, FullJid.parse(address));
    }

    static Map<String, Object> handles(String namespace, Target target, boolean open) {
        return Map.of(
                "stoa.iq.namespace",
                namespace,
                "stoa.iq.target",
                new String[] {target.name()},
                "stoa.iq.open",
                open);
    }

    static Map<String, Object> intercepts(String name, Stage stage, Leg... legs) {
        return Map.of(
                "component.name",
                name,
                "stoa.kind",
                new String[] {"MESSAGE", "PRESENCE", "IQ"},
                "stoa.leg",
                List.of(legs).stream().map(Enum::name).toArray(String[]::new),
                "stoa.stage",
                stage.name());
    }
}
