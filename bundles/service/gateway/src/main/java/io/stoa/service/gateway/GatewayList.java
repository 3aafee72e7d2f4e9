package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.gateway.Network;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/** {@code stoa gateway list}: which networks there are, and how many are logged in. */
@Component
public final class GatewayList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "gateway list",
                    "List the networks that accounts can log in to.",
                    "Waiting: the network is away and will be tried again. Refused: it does not"
                            + " accept the login.",
                    List.of(),
                    true);

    private static final List<String> COLUMNS =
            List.of("network", "label", "online", "opening", "waiting", "refused");

    private final Gateways gateways;

    /** Takes who knows. */
    @Activate
    public GatewayList(@Reference(policyOption = GREEDY) Gateways gateways) {
        this.gateways = gateways;
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
                            count(network, Wire.State.REFUSED)));
        }
        return Report.table(COLUMNS, rows);
    }

    private String count(Network network, Wire.State state) {
        return String.valueOf(gateways.count(network, state));
    }
}
