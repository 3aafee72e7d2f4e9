package io.stoa.contracts;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Codec;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.UUID;

/** A storage, and what the contracts need to try it. */
public interface StorageUnderTest {

    /** Juliet's account. */
    BareJid JULIET = BareJid.parse("juliet@stoa.example");

    /** Romeo's account. */
    BareJid ROMEO = BareJid.parse("romeo@stoa.example");

    /** The nurse's account. */
    BareJid NURSE = BareJid.parse("nurse@stoa.example");

    /** Somebody of the same name elsewhere. */
    BareJid OTHER_JULIET = BareJid.parse("juliet@other.example");

    /** Returns the storage, the same within a test. */
    Storage storage();

    /** Returns the declaration of a new store of texts. */
    static StoreSpec<String> texts() {
        return texts("test-" + UUID.randomUUID(), 1);
    }

    /**
     * Returns the declaration of a store of texts; what an older version wrote is marked when read.
     */
    static StoreSpec<String> texts(String name, int version) {
        return new StoreSpec<>(
                name,
                version,
                new Codec<>(
                        text -> Element.of("urn:stoa:test", "text", new Text(text)),
                        (element, written) ->
                                written == version
                                        ? element.text()
                                        : element.text() + " of version " + written));
    }

    /** Returns the address of a text. */
    static Jid jid(String text) {
        return Jid.parse(text);
    }
}
