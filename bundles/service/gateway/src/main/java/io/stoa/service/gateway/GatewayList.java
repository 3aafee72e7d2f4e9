package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.gateway.Network;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.service.gateway.limits.Usage.Event;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code stoa gateway list}: which networks there are, and how many are logged in. */
@Component
public final class GatewayList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "gateway list",
                    "List the networks that accounts can log in to.",
                    "Waiting: the network is away and will be tried again. Refused: it does not"
                            + " accept the login. In and out: messages into the network and from"
                            + " it. Failed: log-ins. Limited: what was more than the limits of"
                            + " io.stoa.service.gateway allow. These are counted since the"
                            + " gateways came.",
                    List.of(),
                    true);

    private static final List<String> COLUMNS =
            List.of(
                    "network", "label", "online", "opening", "waiting", "refused", "in", "out",
                    "failed", "limited");

    private final Gateways gateways;
    private final Exchange exchange;

    /** Takes who knows. */
    @Activate
    public GatewayList(
            @Reference(policyOption = GREEDY) Gateways gateways,
            @Reference(policyOption = GREEDY) Exchange exchange) {
        this.gateways = gateways;
        this.exchange = exchange;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        List<List<String>> rows = new ArrayList<>();
        for (Network network : gateways.networks()) {
            rows.add(
                    List.of(
                            network.title(),
                            network.label(),
                            count(network, Wire.State.ONLINE),
                            count(network, Wire.State.OPENING),
                            count(network, Wire.State.WAITING),
                            count(network, Wire.State.REFUSED),
                            count(network, Event.SAID),
                            count(network, Event.HEARD),
                            count(network, Event.LOGIN_FAILED, Event.LOGIN_REFUSED),
                            count(
                                    network,
                                    Event.ACCOUNT_SAYS_TOO_MUCH,
                                    Event.ALL_SAY_TOO_MUCH,
                                    Event.TOLD_TOO_MUCH,
                                    Event.TOO_MANY_SESSIONS,
                                    Event.TOO_MANY_CONTACTS)));
        }
        return Report.table(COLUMNS, rows);
    }

    private String count(Network network, Wire.State state) {
        return String.valueOf(gateways.count(network, state));
    }

    private String count(Network network, Event... events) {
        Usage usage = exchange.usage(network);
        return String.valueOf(Arrays.stream(events).mapToLong(usage::of).sum());
    }
}
