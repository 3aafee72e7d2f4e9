package io.stoa.im.mam;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an account wants to have archived (XEP-0441 §2.1). Immutable.
 *
 * @param otherwise the default
 * @param always with whom always
 * @param never with whom never
 */
record Preferences(Default otherwise, List<Jid> always, List<Jid> never) {

    static final String NAMESPACE = "urn:xmpp:mam:2";

    Preferences {
        always = List.copyOf(always);
        never = List.copyOf(never);
    }

    static Preferences of(Default otherwise) {
        return new Preferences(otherwise, List.of(), List.of());
    }

    /** Returns how many addresses are listed. */
    int length() {
        return always.size() + never.size();
    }

    /** What is done with messages to and from those who are not listed (§2.1.1). */
    enum Default {
        ALWAYS,
        NEVER,
        ROSTER;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Default> of(String wire) {
            return Arrays.stream(values()).filter(it -> it.wire().equals(wire)).findFirst();
        }
    }

    /**
     * Tells what the lists say of an address (§2.3.1), empty when it is not listed. A full address
     * says more than a bare one; of two that say the same, never counts.
     */
    Optional<Boolean> listed(Jid other) {
        for (Jid jid : List.of(other, other.bare())) {
            if (never.contains(jid)) {
                return Optional.of(false);
            }
            if (always.contains(jid)) {
                return Optional.of(true);
            }
        }
        return Optional.empty();
    }

    Element toElement() {
        return Element.of(NAMESPACE, "prefs", list("always", always), list("never", never))
                .with("default", otherwise.wire());
    }

    private static Element list(String local, List<Jid> jids) {
        return Element.of(
                NAMESPACE,
                local,
                List.of(),
                jids.stream()
                        .map(it -> Element.of(NAMESPACE, "jid", new Text(it.toString())))
                        .toList());
    }

    /**
     * Reads {@code <prefs/>}.
     *
     * @throws StanzaException with {@code bad-request} without a default that §2.1.1 knows, and
     *     {@code jid-malformed} for an address that is none
     */
    static Preferences from(Element prefs) {
        Default otherwise =
                Default.of(prefs.attribute("default"))
                        .orElseThrow(
                                () ->
                                        new StanzaException(
                                                StanzaError.of(
                                                        Condition.BAD_REQUEST,
                                                        "default is always, never or roster")));
        return new Preferences(otherwise, jids(prefs, "always"), jids(prefs, "never"));
    }

    private static List<Jid> jids(Element prefs, String local) {
        Set<Jid> jids = new LinkedHashSet<>();
        prefs.elements(NAMESPACE, local)
                .flatMap(list -> list.elements(NAMESPACE, "jid"))
                .forEach(jid -> jids.add(jid(jid.text().strip())));
        return List.copyOf(jids);
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (JidException malformed) {
            throw new StanzaException(
                    StanzaError.of(Condition.JID_MALFORMED, "“" + text + "” is no address"));
        }
    }
}
