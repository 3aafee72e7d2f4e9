package io.stoa.im.presence;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * When and with which words an account's last resource became unavailable (RFC 6121 §4.3.2 rule 3).
 * Thread-safe; blocks.
 */
final class LastPresence {

    private static final String NAMESPACE = "urn:stoa:presence";

    /** What is kept. */
    record Last(Instant time, List<Element> status) {}

    static final StoreSpec<Last> STORE =
            new StoreSpec<>(
                    "presence-last",
                    1,
                    new Codec<>(LastPresence::write, (element, version) -> read(element)));

    private final Documents<Last> documents;
    private final InstantSource clock;
    private final boolean enabled;

    LastPresence(Storage storage, InstantSource clock, boolean enabled) {
        this.documents = storage.documents(STORE);
        this.clock = clock;
        this.enabled = enabled;
    }

    private static Element write(Last last) {
        Element element = Element.of(NAMESPACE, "last").with("stamp", last.time().toString());
        for (Element status : last.status()) {
            element = element.with(status);
        }
        return element;
    }

    private static Last read(Element element) {
        return new Last(Instant.parse(element.attribute("stamp")), element.elements().toList());
    }

    /** Remembers unavailable presence. */
    void remember(BareJid account, Presence unavailable) {
        if (enabled) {
            Last last =
                    new Last(
                            clock.instant().truncatedTo(ChronoUnit.SECONDS),
                            unavailable.payloads().stream()
                                    .filter(it -> it.is(Stanza.CLIENT, "status"))
                                    .toList());
            documents.update(account, present -> Optional.of(last));
        }
    }

    /** Returns the presence of an account that has no available resource, from its bare JID. */
    Presence of(BareJid account) {
        Presence unavailable = Presence.of(PresenceType.UNAVAILABLE).withFrom(account);
        Optional<Last> last = enabled ? documents.get(account) : Optional.empty();
        return last.map(
                        it ->
                                unavailable
                                        .withPayloads(it.status())
                                        .with(
                                                Element.of("urn:xmpp:delay", "delay")
                                                        .with("stamp", it.time().toString())))
                .orElse(unavailable);
    }
}
