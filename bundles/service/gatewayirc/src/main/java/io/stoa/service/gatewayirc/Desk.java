package io.stoa.service.gatewayirc;

import io.stoa.jid.BareJid;
import io.stoa.service.gatewayirc.Credentials.Login;
import io.stoa.service.gatewayirc.wire.NetworkSpec;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Registration at a network (XEP-0077): passwords for those who have some. Nobody needs to register
 * who has none. Blocks.
 */
final class Desk {

    static final String REGISTER = "jabber:iq:register";

    private static final int LONGEST = 300;
    private static final String HOW =
            "How to log in to this network: your account there and its password, or the password"
                    + " of the server itself. Who has neither need not register.";

    private final Credentials credentials;

    Desk(Credentials credentials) {
        this.credentials = credentials;
    }

    static boolean handles(IqRequest request, Addresses address) {
        return address.isNetwork() && request.payload().namespace().equals(REGISTER);
    }

    IqResponse answer(IqRequest request, NetworkSpec network) {
        BareJid account = request.from().orElseThrow().bare();
        Element query = request.payload();
        if (request instanceof IqGet) {
            return request.result(form(credentials.isRegistered(account, network.name())));
        }
        if (query.child(REGISTER, "remove").isPresent()) {
            if (!credentials.isRegistered(account, network.name())) {
                return request.error(Condition.REGISTRATION_REQUIRED);
            }
            credentials.remove(account, network.name());
            return request.result();
        }
        if (!isPrivate(network)) {
            return request.error(Refusals.IN_CLEAR);
        }
        credentials.put(account, network.name(), login(query));
        return request.result();
    }

    private static boolean isPrivate(NetworkSpec network) {
        try {
            return network.tls() || InetAddress.getByName(network.host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** XEP-0077 §3.1.1. What is known already is not shown. */
    private static Element form(boolean registered) {
        Element query = Element.of(REGISTER, "query");
        if (registered) {
            query = query.with(Element.of(REGISTER, "registered"));
        }
        return query.with(Element.of(REGISTER, "instructions", new Text(HOW)))
                .with(Element.of(REGISTER, "username"))
                .with(Element.of(REGISTER, "password"))
                .with(
                        Element.of(DataForm.NAMESPACE, "x")
                                .with("type", "form")
                                .with(Element.of(DataForm.NAMESPACE, "instructions", new Text(HOW)))
                                .with(field("FORM_TYPE", "hidden", "").with(value(REGISTER)))
                                .with(field("username", "text-single", "Your account there"))
                                .with(field("password", "text-private", "Its password"))
                                .with(field("server", "text-private", "The server's password"))
                                .with(
                                        field(
                                                        "nickserv",
                                                        "boolean",
                                                        "If the network has no SASL, tell NickServ"
                                                                + " the password")
                                                .with(value("false"))));
    }

    private static Element field(String name, String type, String label) {
        Element field =
                Element.of(DataForm.NAMESPACE, "field").with("var", name).with("type", type);
        return label.isEmpty() ? field : field.with("label", label);
    }

    private static Element value(String text) {
        return Element.of(DataForm.NAMESPACE, "value", new Text(text));
    }

    private static Login login(Element query) {
        String nickserv = answer(query, "nickserv");
        Login login =
                new Login(
                        answer(query, "username"),
                        answer(query, "password"),
                        answer(query, "server"),
                        nickserv.equals("true") || nickserv.equals("1"));
        if (login.isNone() || login.username().isEmpty() != login.password().isEmpty()) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.NOT_ACCEPTABLE,
                            "account and password, or the server's password"));
        }
        return login;
    }

    private static String answer(Element query, String name) {
        String text =
                query.child(DataForm.NAMESPACE, "x").stream()
                        .flatMap(form -> form.elements(DataForm.NAMESPACE, "field"))
                        .filter(field -> field.attribute("var").equals(name))
                        .findFirst()
                        .flatMap(field -> field.child(DataForm.NAMESPACE, "value"))
                        .or(() -> query.child(REGISTER, name))
                        .map(Element::text)
                        .orElse("");
        // neither a line nor SASL PLAIN can carry these
        if (text.length() > LONGEST || text.chars().anyMatch(it -> it < ' ')) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE);
        }
        return text;
    }
}
