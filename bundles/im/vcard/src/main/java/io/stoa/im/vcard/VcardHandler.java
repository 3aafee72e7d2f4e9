package io.stoa.im.vcard;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaError;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.Optional;

/**
 * Keeps an account's vCard (XEP-0054 §3.2) and shows it to itself (§3.1) and to everybody (§3.3).
 * What is in the vCard is the clients' affair. An empty one removes what was there.
 *
 * <pre>{@code
 * C: <iq to='juliet@stoa.example' id='v1' type='get'><vCard xmlns='vcard-temp'/></iq>
 * S: <iq from='juliet@stoa.example' id='v1' type='result'>
 *      <vCard xmlns='vcard-temp'><FN>Juliet Capulet</FN></vCard>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.im.vcard")
@Designate(ocd = VcardHandler.Config.class)
@HandlesIq(namespace = VcardHandler.NAMESPACE, target = Target.ACCOUNT, open = true)
@Disco(VcardHandler.NAMESPACE)
@AccountDisco(VcardHandler.NAMESPACE)
public final class VcardHandler implements IqHandler {

    /** The configuration. */
    @ObjectClassDefinition(name = "vCard", description = "Limits on vCards (XEP-0054).")
    public @interface Config {

        /** The limit for each vCard. */
        @AttributeDefinition(
                description =
                        "How many bytes of XML a vCard may have, its picture included; a bigger one"
                                + " is refused with policy-violation.")
        int size() default 131072;
    }

    static final String NAMESPACE = "vcard-temp";

    static final StoreSpec<Element> STORE =
            new StoreSpec<>("vcard", 1, new Codec<>(vcard -> vcard, (element, version) -> element));

    private final Documents<Element> vcards;
    private final int size;

    /** Opens the store. */
    @Activate
    public VcardHandler(@Reference(policyOption = GREEDY) Storage storage, Config config) {
        this.vcards = storage.documents(STORE);
        this.size = config.size();
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        BareJid owner = context.self();
        boolean own = request.from().filter(it -> it.bare().equals(owner)).isPresent();
        return switch (request) {
            case IqGet get -> get(get, owner, own);
            // §3.2: an error, which SHOULD be this one
            case IqSet set -> own ? set(set, owner) : set.error(Condition.FORBIDDEN);
        };
    }

    private IqResponse get(IqGet get, BareJid owner, boolean own) {
        if (!get.payload().is(NAMESPACE, "vCard")) {
            return get.error(own ? Condition.BAD_REQUEST : Condition.SERVICE_UNAVAILABLE);
        }
        // §3.1: one's own is not found; §3.3: another's is as if there were no such account, whom
        // the bus refuses with the same error (RFC 6121 §8.5.1)
        Condition none = own ? Condition.ITEM_NOT_FOUND : Condition.SERVICE_UNAVAILABLE;
        return vcards.get(owner).<IqResponse>map(get::result).orElseGet(() -> get.error(none));
    }

    private IqResponse set(IqSet set, BareJid owner) {
        Element vcard = set.payload();
        if (!vcard.is(NAMESPACE, "vCard")) {
            return set.error(Condition.BAD_REQUEST);
        }
        if (vcard.utf8().remaining() > size) {
            return set.error(
                    StanzaError.of(
                            Condition.POLICY_VIOLATION,
                            "a vCard may have " + size + " bytes, not more"));
        }
        boolean empty = vcard.elements().findAny().isEmpty();
        vcards.update(owner, earlier -> empty ? Optional.empty() : Optional.of(vcard));
        return set.result();
    }
}
