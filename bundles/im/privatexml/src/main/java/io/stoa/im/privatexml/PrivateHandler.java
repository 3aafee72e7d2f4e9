package io.stoa.im.privatexml;

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
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Storage;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps and returns an account's private XML (XEP-0049 §2). Others than the account are refused by
 * the bus with {@code service-unavailable}, one of the two errors of §2.3.
 *
 * <pre>{@code
 * C: <iq id='p1' type='get'>
 *      <query xmlns='jabber:iq:private'><exodus xmlns='exodus:prefs'/></query>
 *    </iq>
 * S: <iq id='p1' type='result'>
 *      <query xmlns='jabber:iq:private'>
 *        <exodus xmlns='exodus:prefs'><defaultnick>Hamlet</defaultnick></exodus>
 *      </query>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.im.privatexml")
@Designate(ocd = PrivateHandler.Config.class)
@HandlesIq(namespace = PrivateHandler.NAMESPACE, target = Target.ACCOUNT)
@Disco(PrivateHandler.NAMESPACE)
@AccountDisco(PrivateHandler.NAMESPACE)
public final class PrivateHandler implements IqHandler {

    /** The configuration. */
    @ObjectClassDefinition(name = "Private XML", description = "Limits on private XML (XEP-0049).")
    public @interface Config {

        /** The limit for each request. */
        @AttributeDefinition(
                description =
                        "How many bytes of XML may be stored at once; more are refused with"
                                + " policy-violation.")
        int size() default 131072;

        /** The limit for each account. */
        @AttributeDefinition(
                description =
                        "How many elements of different names an account may store; one more is"
                                + " refused with resource-constraint.")
        int elements() default 100;
    }

    static final String NAMESPACE = "jabber:iq:private";

    /** Far below what a store takes as a key, and far above what a name needs. */
    private static final int NAME_BYTES = 1023;

    private final PrivateStore store;
    private final Config config;

    /** Opens the store. */
    @Activate
    public PrivateHandler(@Reference(policyOption = GREEDY) Storage storage, Config config) {
        this.store = new PrivateStore(storage);
        this.config = config;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        if (!request.payload().is(NAMESPACE, "query")) {
            return request.error(Condition.BAD_REQUEST);
        }
        return switch (request) {
            case IqGet get -> get(get, context.self());
            case IqSet set -> set(set, context.self());
        };
    }

    private IqResponse get(IqGet get, BareJid owner) {
        List<Element> asked = get.payload().elements().toList();
        // §2.3, §3 “Bad Format”, which RFC 6120 calls bad-request; one namespace, and one name
        if (asked.size() != 1) {
            return get.error(Condition.BAD_REQUEST);
        }
        Element name = asked.getFirst();
        requireFree(name);
        return get.result(Element.of(NAMESPACE, "query", List.of(), store.get(owner, name)));
    }

    private IqResponse set(IqSet set, BareJid owner) {
        Map<String, List<Element>> byKey =
                set.payload()
                        .elements()
                        .collect(
                                Collectors.groupingBy(
                                        PrivateStore::key,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        requireOneNamespace(set.payload());
        set.payload().elements().forEach(PrivateHandler::requireFree);
        requireRoom(set.payload(), owner, byKey);
        store.put(owner, byKey);
        return set.result();
    }

    /** §2.3: at least one element, and several only of the same namespace. */
    private static void requireOneNamespace(Element query) {
        if (query.elements().map(Element::namespace).distinct().count() != 1) {
            throw refusal(Condition.NOT_ACCEPTABLE, "elements of one namespace are wanted");
        }
    }

    /** §2.3: reserved namespaces; an element without its own has that of the query, or none. */
    private static void requireFree(Element element) {
        String namespace = element.namespace();
        if (namespace.isEmpty()
                || namespace.equals("vcard-temp")
                || namespace.startsWith("jabber:")
                || namespace.startsWith("http://jabber.org/")) {
            throw refusal(Condition.NOT_ACCEPTABLE, "the namespace is reserved");
        }
        if (PrivateStore.key(element).getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            throw refusal(Condition.NOT_ACCEPTABLE, "the name is too long");
        }
    }

    private void requireRoom(Element query, BareJid owner, Map<String, List<Element>> byKey) {
        if (query.utf8().remaining() > config.size()) {
            throw refusal(
                    Condition.POLICY_VIOLATION,
                    "at once " + config.size() + " bytes may be stored, not more");
        }
        boolean removal = query.elements().allMatch(PrivateStore::empty);
        if (!removal && store.countWith(owner, byKey.keySet()) > config.elements()) {
            throw refusal(
                    Condition.RESOURCE_CONSTRAINT,
                    "an account may store " + config.elements() + " elements, not more");
        }
    }

    private static StanzaException refusal(Condition condition, String text) {
        return new StanzaException(StanzaError.of(condition, text));
    }
}
