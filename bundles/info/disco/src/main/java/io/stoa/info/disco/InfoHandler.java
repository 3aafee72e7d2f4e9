package io.stoa.info.disco;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.DiscoProvider.Query;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.xml.Attribute;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells what the server or an account is and can do (XEP-0030 §3), with the forms of XEP-0128:
 * identities, then features, then forms, each in an order that does not depend on who started
 * first.
 *
 * <pre>{@code
 * C: <iq to='stoa.example' id='d1' type='get'>
 *      <query xmlns='http://jabber.org/protocol/disco#info'/>
 *    </iq>
 * S: <iq from='stoa.example' id='d1' type='result'>
 *      <query xmlns='http://jabber.org/protocol/disco#info'>
 *        <identity category='server' type='im' name='Stoa'/>
 *        <feature var='http://jabber.org/protocol/disco#info'/>
 *      </query>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.info.disco")
@Designate(ocd = InfoHandler.Config.class)
@HandlesIq(
        namespace = InfoHandler.NAMESPACE,
        target = {Target.SERVER, Target.ACCOUNT},
        open = true)
@Disco(InfoHandler.NAMESPACE)
@AccountDisco(InfoHandler.NAMESPACE)
public final class InfoHandler implements IqHandler {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Service discovery",
            description = "How the server introduces itself (XEP-0030).")
    public @interface Config {

        /** The name of the server. */
        @AttributeDefinition(
                description = "The name of the server's identity, for people; empty for none.")
        String name() default "Stoa";
    }

    static final String NAMESPACE = "http://jabber.org/protocol/disco#info";

    private static final String FORM = "jabber:x:data";

    private final Audience audience;
    private final Catalogue catalogue;
    private final Element server;
    private final Element account = identity("account", "registered");

    /** Takes what there is to tell. */
    @Activate
    public InfoHandler(
            @Reference(policyOption = GREEDY) Audience audience,
            @Reference(policyOption = GREEDY) Catalogue catalogue,
            Config config) {
        this.audience = audience;
        this.catalogue = catalogue;
        Element nameless = identity("server", "im");
        this.server = config.name().isEmpty() ? nameless : nameless.with("name", config.name());
    }

    private static Element identity(String category, String type) {
        return Element.of(NAMESPACE, "identity").with("category", category).with("type", type);
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Query query = audience.read(request, NAMESPACE, context);
        List<Element> told = catalogue.info(query);
        if (!query.node().isEmpty() && told.isEmpty()) {
            return request.error(Condition.ITEM_NOT_FOUND);
        }
        List<Element> children = new ArrayList<>(identities(query, told));
        for (String feature : features(query, told)) {
            children.add(Element.of(NAMESPACE, "feature").with("var", feature));
        }
        told.stream()
                .filter(it -> it.is(FORM, "x"))
                .sorted(Comparator.comparing(Element::toString))
                .forEach(children::add);
        return request.result(Audience.answer(query, NAMESPACE, children));
    }

    /** §3.1: one for each category, type and language; the first is the entity's own. */
    private Collection<Element> identities(Query query, List<Element> told) {
        Map<String, Element> identities = new LinkedHashMap<>();
        if (query.node().isEmpty()) {
            identities.put(kind(own(query)), own(query));
        }
        told.stream()
                .filter(it -> it.is(NAMESPACE, "identity"))
                .sorted(Comparator.comparing(Element::toString))
                .forEach(it -> identities.putIfAbsent(kind(it), it));
        return identities.values();
    }

    private Element own(Query query) {
        return query.target() == Target.SERVER ? server : account;
    }

    private static String kind(Element identity) {
        return identity.attribute("category")
                + '/'
                + identity.attribute("type")
                + '/'
                + identity.attribute(Attribute.XML, "lang");
    }

    private Set<String> features(Query query, List<Element> told) {
        Set<String> features = new TreeSet<>();
        // §3.1: every entity supports at least this one, a node among them
        features.add(NAMESPACE);
        if (query.node().isEmpty()) {
            features.addAll(catalogue.features(query.target(), query.entity().domain()));
        }
        told.stream()
                .filter(it -> it.is(NAMESPACE, "feature"))
                .forEach(it -> features.add(it.attribute("var")));
        return features;
    }
}
