package io.stoa.service.gatewayirc;

import io.stoa.bus.Schedule;
import io.stoa.gateway.Question;
import io.stoa.gateway.Registration;
import io.stoa.gateway.RegistrationDesk;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.service.gatewayirc.Credentials.Login;
import io.stoa.service.gatewayirc.wire.NetworkSpec;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registration at a network (XEP-0077, and by commands, XEP-0050): passwords for those who have
 * some. Nobody needs to register who has none. Blocks.
 */
final class Desk {

    private static final int LONGEST = 300;
    private static final String HOW =
            "How to log in to this network: your account there and its password, or the password"
                    + " of the server itself. Who has neither need not register.";

    private static final List<Question> QUESTIONS =
            List.of(
                    Question.text("username", "Your account there").optional(),
                    Question.secret("password", "Its password").optional(),
                    Question.secret("server", "The server's password").optional(),
                    Question.flag(
                            "nickserv", "If the network has no SASL, tell NickServ the password"));

    private final Credentials credentials;
    private final RegistrationDesk desk;

    Desk(Credentials credentials, Schedule schedule) {
        this.credentials = credentials;
        this.desk = new RegistrationDesk(schedule);
    }

    void close() {
        desk.close();
    }

    /** Ends what a device has begun to fill in. */
    void leave(Jid device) {
        desk.leave(device);
    }

    /** Answers a request to a network; empty when it is none of the desk's. */
    Optional<IqResponse> answer(IqRequest request, NetworkSpec network) {
        BareJid account = request.from().orElseThrow().bare();
        return desk.answer(request, new AtNetwork(credentials, account, network));
    }

    /** The registration of an account at a network. */
    private record AtNetwork(Credentials credentials, BareJid account, NetworkSpec network)
            implements Registration {

        @Override
        public String title() {
            return network.name();
        }

        @Override
        public String instructions() {
            return HOW;
        }

        @Override
        public List<Question> questions() {
            return QUESTIONS;
        }

        @Override
        public Optional<Map<String, String>> known() {
            return credentials
                    .readable(account, network.name())
                    .map(
                            login ->
                                    Map.of(
                                            "username",
                                            login.username(),
                                            "nickserv",
                                            String.valueOf(login.nickserv())));
        }

        @Override
        public void put(Map<String, String> answers) {
            Login login = login(answers);
            if (!isPrivate(network)) {
                throw new StanzaException(Refusals.IN_CLEAR);
            }
            credentials.put(account, network.name(), login);
        }

        @Override
        public String loss() {
            return "You will not be logged in to " + network.name() + " any more.";
        }

        @Override
        public void remove() {
            credentials.remove(account, network.name());
        }

        @Override
        public String toString() {
            return account + " at " + network.name();
        }
    }

    private static boolean isPrivate(NetworkSpec network) {
        try {
            return network.tls() || InetAddress.getByName(network.host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static Login login(Map<String, String> answers) {
        Login login =
                new Login(
                        answer(answers, "username"),
                        answer(answers, "password"),
                        answer(answers, "server"),
                        answers.getOrDefault("nickserv", "").equals("true"));
        if (login.isNone() || login.username().isEmpty() != login.password().isEmpty()) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.NOT_ACCEPTABLE,
                            "account and password, or the server's password"));
        }
        return login;
    }

    private static String answer(Map<String, String> answers, String name) {
        String text = answers.getOrDefault(name, "");
        // neither a line nor SASL PLAIN can carry these
        if (text.length() > LONGEST || text.chars().anyMatch(it -> it < ' ')) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE);
        }
        return text;
    }
}
