package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.gateway.Login;
import io.stoa.gateway.Network;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers what is asked of a gateway itself: what it is (XEP-0030), registration (XEP-0100
 * §4.1–4.3, XEP-0077), and how a contact is addressed (XEP-0100 §5.1). Thread-safe; may block.
 */
@Component(service = Desk.class)
public final class Desk {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String REGISTER = "jabber:iq:register";
    private static final String GATEWAY = "jabber:iq:gateway";
    private static final int LONGEST = 1_000;

    private final Exchange exchange;

    /** Takes what the gateways share. */
    @Activate
    public Desk(@Reference(policyOption = GREEDY) Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Answers a request.
     *
     * @param renew what is to be done when the registration has changed
     */
    IqResponse answer(IqRequest request, BareJid to, Network network, Runnable renew) {
        try {
            if (!to.local().isEmpty()) {
                return request.error(Condition.SERVICE_UNAVAILABLE);
            }
            boolean get = request instanceof IqGet;
            return switch (request.payload().namespace()) {
                case INFO -> get ? info(request, network) : bad(request);
                case REGISTER ->
                        get ? form(request, to, network) : set(request, to, network, renew);
                case GATEWAY ->
                        network.prompt().isEmpty() ? none(request) : prompt(request, to, network);
                default -> none(request);
            };
        } catch (StanzaException refused) {
            return request.error(refused.error());
        }
    }

    private static IqResponse bad(IqRequest request) {
        return request.error(Condition.BAD_REQUEST);
    }

    private static IqResponse none(IqRequest request) {
        return request.error(Condition.SERVICE_UNAVAILABLE);
    }

    private static IqResponse info(IqRequest request, Network network) {
        if (!request.payload().attribute("node").isEmpty()) {
            return request.error(Condition.ITEM_NOT_FOUND);
        }
        Element query =
                Element.of(
                        INFO,
                        "query",
                        Element.of(INFO, "identity")
                                .with("category", "gateway")
                                .with("type", network.type())
                                .with("name", network.title()),
                        feature(INFO),
                        feature(REGISTER));
        return request.result(network.prompt().isEmpty() ? query : query.with(feature(GATEWAY)));
    }

    private static Element feature(String name) {
        return Element.of(INFO, "feature").with("var", name);
    }

    private static Login login(Optional<Login> known, BareJid account) {
        return known.orElseGet(() -> new Login(account, Map.of()));
    }

    /** XEP-0077 §3.1.1: with a form, and for old clients without; secrets are never shown. */
    private IqResponse form(IqRequest request, BareJid to, Network network) {
        BareJid account = request.from().orElseThrow().bare();
        Optional<Login> known = exchange.registrations().find(account, to.domain());
        Login login = login(known, account);
        String how = "Log in to " + network.title();
        Element query = Element.of(REGISTER, "query");
        if (known.isPresent()) {
            query = query.with(Element.of(REGISTER, "registered"));
        }
        query = query.with(Element.of(REGISTER, "instructions", new Text(how)));
        Element form =
                Element.of(DataForm.NAMESPACE, "x")
                        .with("type", "form")
                        .with(Element.of(DataForm.NAMESPACE, "title", new Text(how)))
                        .with(hidden());
        for (Network.Question question : network.questions()) {
            String value = question.secret() ? "" : login.answer(question.name());
            Element plain = Element.of(REGISTER, question.name());
            query = query.with(value.isEmpty() ? plain : plain.with(new Text(value)));
            form = form.with(field(question, value));
        }
        return request.result(query.with(form));
    }

    private static Element hidden() {
        return Element.of(
                        DataForm.NAMESPACE,
                        "field",
                        Element.of(DataForm.NAMESPACE, "value", new Text(REGISTER)))
                .with("var", "FORM_TYPE")
                .with("type", "hidden");
    }

    private static Element field(Network.Question question, String value) {
        Element field =
                Element.of(DataForm.NAMESPACE, "field")
                        .with("var", question.name())
                        .with("type", question.secret() ? "text-private" : "text-single")
                        .with("label", question.label());
        if (question.required()) {
            field = field.with(Element.of(DataForm.NAMESPACE, "required"));
        }
        return value.isEmpty()
                ? field
                : field.with(Element.of(DataForm.NAMESPACE, "value", new Text(value)));
    }

    private IqResponse set(IqRequest request, BareJid to, Network network, Runnable renew) {
        BareJid account = request.from().orElseThrow().bare();
        String domain = to.domain();
        Element query = request.payload();
        if (query.child(REGISTER, "remove").isPresent()) {
            if (exchange.registrations().find(account, domain).isEmpty()) {
                return request.error(Condition.REGISTRATION_REQUIRED);
            }
            exchange.registrations().remove(account, domain);
            renew.run();
            exchange.unlist(account, domain);
            return request.result();
        }
        exchange.registrations().put(new Login(account, answers(query, network)), domain);
        exchange.list(account, to, network.title(), network);
        renew.run();
        return request.result();
    }

    private static Map<String, String> answers(Element query, Network network) {
        Map<String, String> given = new HashMap<>();
        query.elements()
                .filter(it -> it.namespace().equals(REGISTER))
                .forEach(it -> given.put(it.local(), it.text()));
        query.child(DataForm.NAMESPACE, "x")
                .ifPresent(
                        form ->
                                form.elements(DataForm.NAMESPACE, "field")
                                        .forEach(it -> given.put(it.attribute("var"), value(it))));
        Map<String, String> answers = new HashMap<>();
        for (Network.Question question : network.questions()) {
            String answer = given.getOrDefault(question.name(), "");
            if (answer.length() > LONGEST || (question.required() && answer.isBlank())) {
                throw new StanzaException(
                        StanzaError.of(Condition.NOT_ACCEPTABLE, "“" + question.label() + "”?"));
            }
            answers.put(question.name(), answer);
        }
        return answers;
    }

    private static String value(Element field) {
        return field.child(DataForm.NAMESPACE, "value").map(Element::text).orElse("");
    }

    /** XEP-0100 §5.1: how to ask for a contact, and the address of the one that was named. */
    private static IqResponse prompt(IqRequest request, BareJid to, Network network) {
        if (request instanceof IqGet) {
            return request.result(
                    Element.of(
                            GATEWAY,
                            "query",
                            Element.of(GATEWAY, "desc", new Text(network.prompt())),
                            Element.of(GATEWAY, "prompt", new Text(network.prompt()))));
        }
        String name = request.payload().child(GATEWAY, "prompt").map(Element::text).orElse("");
        return Addresses.of(name, to.domain())
                .map(
                        it ->
                                request.result(
                                        Element.of(
                                                GATEWAY,
                                                "query",
                                                Element.of(
                                                        GATEWAY, "jid", new Text(it.toString())))))
                .orElseGet(() -> request.error(Condition.NOT_ACCEPTABLE));
    }
}
