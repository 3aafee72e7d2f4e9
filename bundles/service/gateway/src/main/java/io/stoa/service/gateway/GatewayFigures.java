package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.gateway.Network;
import io.stoa.lifecycle.Figures;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.service.gateway.limits.Usage.Event;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is counted of each gateway. Thread-safe. */
@Component
public final class GatewayFigures implements Figures {

    private static final List<Wire.State> STATES =
            List.of(Wire.State.ONLINE, Wire.State.OPENING, Wire.State.WAITING, Wire.State.REFUSED);

    private final Gateways gateways;
    private final Exchange exchange;

    /** Takes who knows. */
    @Activate
    public GatewayFigures(
            @Reference(policyOption = GREEDY) Gateways gateways,
            @Reference(policyOption = GREEDY) Exchange exchange) {
        this.gateways = gateways;
        this.exchange = exchange;
    }

    @Override
    public List<Figure> now() {
        List<Figure> figures = new ArrayList<>();
        for (Network network : gateways.networks()) {
            for (Wire.State state : STATES) {
                figures.add(sessions(network, state));
            }
            Usage usage = exchange.usage(network);
            for (Event event : Event.values()) {
                figures.add(total(network, event, usage.of(event)));
            }
        }
        return figures;
    }

    private Figure sessions(Network network, Wire.State state) {
        return Figure.level(
                "gateway_sessions",
                "Sessions of accounts in a network, by how they are.",
                Map.of("network", network.label(), "state", word(state)),
                gateways.count(network, state));
    }

    private static String word(Wire.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Figure total(Network network, Event event, long value) {
        return switch (event) {
            case SAID, HEARD ->
                    Figure.total(
                            "gateway_messages",
                            "Messages into and from a network.",
                            labels(network, "direction", event == Event.SAID ? "in" : "out"),
                            value);
            case REGISTERED, CHANGED, REMOVED ->
                    Figure.total(
                            "gateway_registrations",
                            "Registrations that were made, changed and removed.",
                            labels(network, "what", event.word()),
                            value);
            case LOGIN_FAILED, LOGIN_REFUSED, LOST ->
                    Figure.total(
                            "gateway_failures",
                            "Log-ins that have failed or were refused, and sessions lost.",
                            labels(network, "what", event.word()),
                            value);
            case ACCOUNT_SAYS_TOO_MUCH,
                    ALL_SAY_TOO_MUCH,
                    TOLD_TOO_MUCH,
                    TOO_MANY_SESSIONS,
                    TOO_MANY_CONTACTS ->
                    Figure.total(
                            "gateway_refused",
                            "What was more than a limit allows.",
                            labels(network, "limit", event.word()),
                            value);
        };
    }

    private static Map<String, String> labels(Network network, String name, String value) {
        return Map.of("network", network.label(), name, value);
    }
}
