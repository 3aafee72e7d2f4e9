package io.stoa.load.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The way from TCP to a bound resource (RFC 6120 §4.3), or to a new account (XEP-0077). Belongs to
 * the connection's loop.
 */
final class Login {

    /** What a login needs of its client. */
    interface Way {
        void say(String xml);

        void restart();

        void secure();

        /**
         * A resource is bound, or an account made.
         *
         * @param enabled what the server says of stream management, "" for nothing
         */
        void ready(String address, String enabled);

        /** The session goes on; the server has handled so many stanzas in all. */
        void resumed(long handled);

        /** There is no such session any more. */
        void gone(String why);

        void refused(String why);
    }

    private enum Step {
        OPENED,
        SECURING,
        REGISTERING,
        PROVING,
        PROVED,
        BINDING,
        OPENING_SESSION,
        ENABLING,
        RESUMING
    }

    /**
     * The session that is to go on.
     *
     * @param id its id
     * @param handled how many stanzas were received in it
     */
    record Previous(String id, long handled) {}

    private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";

    private final Target target;
    private final Account account;
    private final Purpose purpose;
    private final Scram.Salted salted;
    private final Optional<Previous> previous;
    private final Way way;
    private Step step = Step.OPENED;
    private boolean secured;
    private String features = "";
    private String address = "";
    private Optional<Scram> scram = Optional.empty();

    Login(Client.Shared shared, Account account, Optional<Previous> previous, Way way) {
        this.target = shared.target();
        this.account = account;
        this.purpose = shared.purpose();
        this.salted = shared.salted();
        this.previous = previous;
        this.way = way;
        this.secured = target.security() == Target.Security.DIRECT;
    }

    /** TCP stands, or TLS. */
    void connected() {
        secured |= step == Step.SECURING;
        step = Step.OPENED;
        open();
    }

    private void open() {
        way.restart();
        way.say(
                "<stream:stream xmlns='jabber:client'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' to='"
                        + target.domain()
                        + "' version='1.0'>");
    }

    /** The server says something. */
    void hear(String xml) {
        if (xml.startsWith("<stream:error") || xml.startsWith("<failure")) {
            way.refused(xml);
            return;
        }
        switch (step) {
            case OPENED -> begin(xml);
            case SECURING -> way.secure();
            case REGISTERING -> registered(xml);
            case PROVING -> prove(xml);
            case PROVED -> bind(xml);
            case BINDING -> bound(xml);
            case OPENING_SESSION -> manage();
            case ENABLING -> enabled(xml);
            case RESUMING -> resumed(xml);
            default -> way.refused("unexpected " + xml);
        }
    }

    private void begin(String xml) {
        if (target.security() == Target.Security.STARTTLS && !secured) {
            step = Step.SECURING;
            way.say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        } else if (purpose == Purpose.REGISTER) {
            step = Step.REGISTERING;
            way.say(
                    "<iq type='set' id='reg'><query xmlns='jabber:iq:register'><username>"
                            + account.name()
                            + "</username><password>"
                            + account.password()
                            + "</password></query></iq>");
        } else if (xml.contains(">" + target.mechanism() + "<")) {
            step = Step.PROVING;
            way.say(auth());
        } else {
            way.refused(target.mechanism() + " is not offered: " + xml);
        }
    }

    private String auth() {
        String initial;
        if (target.mechanism().equals("PLAIN")) {
            String plain = "\0" + account.name() + "\0" + account.password();
            initial = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        } else {
            String hash = target.mechanism().substring("SCRAM-".length());
            // unpredictable to nobody: this is a generator of load
            String nonce = account.name() + Long.toUnsignedString(System.nanoTime(), 36);
            Scram fresh = new Scram(hash, account.name(), account.password(), salted, nonce);
            scram = Optional.of(fresh);
            initial = fresh.first();
        }
        return "<auth xmlns='"
                + SASL
                + "' mechanism='"
                + target.mechanism()
                + "'>"
                + initial
                + "</auth>";
    }

    /** That there is such an account already is as good. */
    private void registered(String xml) {
        if (xml.contains("'result'") || xml.contains("\"result\"") || xml.contains("<conflict")) {
            way.ready(account.name() + "@" + target.domain(), "");
        } else {
            way.refused(xml);
        }
    }

    private void prove(String xml) {
        String text = Scan.between(xml, ">", "<");
        if (xml.startsWith("<challenge") && scram.isPresent()) {
            way.say("<response xmlns='" + SASL + "'>" + scram.get().answer(text) + "</response>");
        } else if (xml.startsWith("<success") && scram.map(it -> it.verify(text)).orElse(true)) {
            step = Step.PROVED;
            open();
        } else {
            way.refused(xml);
        }
    }

    private void bind(String xml) {
        features = xml;
        if (previous.isPresent()) {
            step = Step.RESUMING;
            way.say(resume(previous.get()));
            return;
        }
        step = Step.BINDING;
        way.say(
                "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                        + account.resource()
                        + "</resource></bind></iq>");
    }

    private void bound(String xml) {
        address = Scan.between(xml, "<jid>", "</jid>");
        if (address.isEmpty()) {
            way.refused(xml);
        } else if (wantsSession()) {
            step = Step.OPENING_SESSION;
            way.say(
                    "<iq type='set' id='session'>"
                            + "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");
        } else {
            manage();
        }
    }

    /** RFC 3921 §3, which newer servers offer as optional. */
    private boolean wantsSession() {
        String offered = Scan.between(features, "<session", "</session>");
        return features.contains("<session") && !offered.contains("optional");
    }

    private void manage() {
        boolean offered = features.contains("urn:xmpp:sm:3");
        if (offered && (purpose == Purpose.MANAGED || purpose == Purpose.RETURNING)) {
            step = Step.ENABLING;
            way.say("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
        } else if (purpose == Purpose.RETURNING) {
            way.refused("stream management is not offered: " + features);
        } else {
            way.ready(address, "");
        }
    }

    private void enabled(String xml) {
        way.ready(address, xml.startsWith("<enabled") ? xml : "");
    }

    private static String resume(Previous session) {
        return "<resume xmlns='urn:xmpp:sm:3' previd='"
                + session.id()
                + "' h='"
                + session.handled()
                + "'/>";
    }

    private void resumed(String xml) {
        if (xml.startsWith("<resumed")) {
            way.resumed(Long.parseLong(Scan.attribute(xml, "h")));
        } else if (xml.startsWith("<failed")) {
            way.gone(xml);
        } else {
            way.refused(xml);
        }
    }
}
