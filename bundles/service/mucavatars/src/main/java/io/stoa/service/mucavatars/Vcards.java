package io.stoa.service.mucavatars;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;

/** The vCards of rooms in the storage. Thread-safe; may block. */
@Component(service = Vcards.class)
public final class Vcards {

    /** The namespace. */
    static final String NAMESPACE = "vcard-temp";

    private static final StoreSpec<Element> STORE =
            new StoreSpec<>(
                    "muc-vcard", 1, new Codec<>(vcard -> vcard, (element, version) -> element));

    private final Documents<Element> vcards;

    /** Opens the store. */
    @Activate
    public Vcards(@Reference(policyOption = GREEDY) Storage storage) {
        this.vcards = storage.documents(STORE);
    }

    Optional<Element> of(BareJid room) {
        return vcards.get(room);
    }

    /** Keeps a vCard; an empty one removes what was there. */
    void put(BareJid room, Element vcard) {
        boolean empty = vcard.elements().findAny().isEmpty();
        vcards.update(room, earlier -> empty ? Optional.empty() : Optional.of(vcard));
    }
}
