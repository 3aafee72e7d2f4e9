package io.stoa.service.gatewayirc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.lifecycle.Figures;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is counted of each network of IRC. Thread-safe. */
@Component
public final class IrcFigures implements Figures {

    /**
     * How a network is used.
     *
     * @param network its name
     * @param sessions the sessions of accounts
     * @param connections how many of them are connected
     * @param channels in how many channels they are, all together
     * @param again how often a connection that was lost was tried again
     */
    record Use(String network, long sessions, long connections, long channels, long again) {}

    private final IrcGateway gateway;

    /** Takes who knows. */
    @Activate
    public IrcFigures(@Reference(policyOption = GREEDY) IrcGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<Figure> now() {
        return gateway.uses().stream().flatMap(IrcFigures::figures).toList();
    }

    private static Stream<Figure> figures(Use use) {
        Map<String, String> network = Map.of("network", use.network());
        return Stream.of(
                Figure.level(
                        "irc_sessions",
                        "Sessions of accounts in a network.",
                        network,
                        use.sessions()),
                Figure.level(
                        "irc_connections",
                        "Sessions that are connected.",
                        network,
                        use.connections()),
                Figure.level(
                        "irc_channels",
                        "Channels that the sessions are in, all together.",
                        network,
                        use.channels()),
                Figure.total(
                        "irc_reconnects",
                        "How often a connection that was lost was tried again.",
                        network,
                        use.again()));
    }
}
