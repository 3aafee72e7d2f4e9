package io.stoa.gateway;

import io.stoa.bus.Schedule;
import io.stoa.commands.Executions;
import io.stoa.commands.Listing;
import io.stoa.commands.Replies;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one registers at a gateway or one of its networks (XEP-0100 §4.1–4.3): by {@code
 * jabber:iq:register} (XEP-0077), with and without a form, and by commands that ask the same
 * (XEP-0050). Thread-safe; blocks as the registrations do.
 */
public final class RegistrationDesk implements AutoCloseable {

    /** XEP-0077. */
    public static final String REGISTER = "jabber:iq:register";

    /** What service discovery tells of the desk. */
    public static final List<String> FEATURES = List.of(REGISTER, Replies.NAMESPACE);

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final Executions executions = new Executions(InstantSource.system());
    private final Schedule.Job purge;

    /** Opens the desk. */
    public RegistrationDesk(Schedule schedule) {
        this.purge = schedule.every(Duration.ofMinutes(1), executions::purge);
    }

    @Override
    public void close() {
        purge.cancel();
    }

    /** Ends what a client has begun to fill in, for it has gone. */
    public void leave(Jid requester) {
        executions.leave(requester);
    }

    /**
     * Answers a request for a registration, a command, or what service discovery says of commands.
     *
     * @param registration of who asks, at what is asked
     * @return the answer; empty when the request is none of the desk's
     */
    public Optional<IqResponse> answer(IqRequest request, Registration registration) {
        try {
            return switch (request.payload().namespace()) {
                case REGISTER -> Optional.of(register(request, registration));
                case Replies.NAMESPACE ->
                        Optional.of(
                                request.result(
                                        executions.answer(
                                                request, RegistrationCommands.of(registration))));
                case INFO, ITEMS -> discovery(request, registration);
                default -> Optional.empty();
            };
        } catch (StanzaException refused) {
            return Optional.of(request.error(refused.error()));
        }
    }

    private static IqResponse register(IqRequest request, Registration registration) {
        Element query = request.payload();
        if (request instanceof IqGet) {
            return request.result(RegistrationForm.query(registration));
        }
        if (query.child(REGISTER, "remove").isPresent()) {
            remove(query, registration);
        } else {
            Map<String, String> answers = RegistrationForm.answers(query, registration.questions());
            registration.put(answers);
        }
        return request.result();
    }

    /** XEP-0077 §3.2. */
    private static void remove(Element query, Registration registration) {
        if (query.elements().count() > 1) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        if (registration.known().isEmpty()) {
            throw new StanzaException(Condition.REGISTRATION_REQUIRED);
        }
        registration.remove();
    }

    /** XEP-0050 §2.1, §2.2. Without a node it is the gateway itself that is asked. */
    private static Optional<IqResponse> discovery(IqRequest request, Registration registration) {
        String node = request.payload().attribute("node");
        if (node.isEmpty() || !(request instanceof IqGet)) {
            return Optional.empty();
        }
        List<RegistrationCommand> commands = RegistrationCommands.all(registration);
        Jid self = request.to().orElseThrow();
        boolean list = node.equals(Replies.NAMESPACE);
        Optional<RegistrationCommand> one =
                commands.stream().filter(it -> it.node().equals(node)).findFirst();
        if (request.payload().namespace().equals(ITEMS)) {
            return list
                    ? Optional.of(
                            answer(
                                    request,
                                    commands.stream()
                                            .map(it -> Listing.item(self, it.node(), it.title()))
                                            .toList()))
                    : Optional.empty();
        }
        return list
                ? Optional.of(answer(request, List.of(Listing.list())))
                : one.map(it -> answer(request, Listing.info(it.title())));
    }

    private static IqResponse answer(IqRequest request, List<Element> children) {
        Element asked = request.payload();
        return request.result(
                Element.of(asked.namespace(), "query", List.of(), children)
                        .with("node", asked.attribute("node")));
    }
}
