package io.stoa.service.mucsearch;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.PublicRoom;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomService;
import io.stoa.muc.RoomServiceHandler;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FormType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.ResultSet;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds public rooms of a service (XEP-0433 §4.2). Thread-safe.
 *
 * <pre>{@code
 * C: <iq to='conference.stoa.example' id='s1' type='get'>
 *      <search xmlns='urn:xmpp:channel-search:0:search'>
 *        <x xmlns='jabber:x:data' type='submit'>
 *          <field var='FORM_TYPE' type='hidden'>
 *            <value>urn:xmpp:channel-search:0:search-params</value>
 *          </field>
 *          <field var='q'><value>poetry</value></field>
 *        </x>
 *      </search>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.service.mucsearch")
@Designate(ocd = SearchHandler.Config.class)
public final class SearchHandler implements RoomServiceHandler, RoomInfo {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Search for rooms",
            description = "Limits on searching for rooms (XEP-0433).")
    public @interface Config {

        /** The size of a page. */
        @AttributeDefinition(description = "How many rooms an answer has at most.")
        int page() default 50;

        /** All rooms. */
        @AttributeDefinition(
                description =
                        "Whether everybody may have all public rooms, page by page, with their"
                                + " descriptions and numbers of occupants.")
        boolean all() default true;

        /** Searches. */
        @AttributeDefinition(
                description =
                        "How often a minute an account of this server, or another server as a"
                                + " whole, may search, pages included; 0 for no limit.")
        int perMinute() default 60;
    }

    private static final String NAMESPACE = "urn:xmpp:channel-search:0:search";

    private final Config config;
    private final InstantSource clock;
    private final Pace pace;

    /** Takes the limits. */
    @Activate
    public SearchHandler(@Reference(policyOption = GREEDY) Domains domains, Config config) {
        this(domains, config, InstantSource.system());
    }

    SearchHandler(Domains domains, Config config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.pace = new Pace(config.perMinute(), domains::serves, clock.instant());
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<String> serviceFeatures() {
        return List.of(NAMESPACE);
    }

    @Override
    public IqResponse handle(IqRequest request, RoomService service) {
        Element search = request.payload();
        if (!(request instanceof IqGet get) || !search.is(NAMESPACE, "search")) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        Optional<DataForm> form = DataForm.in(search);
        if (form.isEmpty()) {
            DataForm asking = Wanted.asking(config.all());
            return get.result(Element.of(NAMESPACE, "search", asking.element()));
        }
        if (form.get().type() != FormType.SUBMIT
                || !form.get().formType().equals(Wanted.PARAMETERS)) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        wait(get.from().map(Jid::bare).orElse(service.address()));
        Wanted wanted = Wanted.of(form.get(), config.all());
        return get.result(found(wanted, ResultSet.Request.in(search), service));
    }

    private void wait(BareJid who) {
        Instant now = clock.instant();
        long seconds = pace.next(who, now);
        if (seconds > 0) {
            throw Refused.tooMany(seconds);
        }
    }

    private Element found(Wanted wanted, ResultSet.Request page, RoomService service) {
        List<PublicRoom> found =
                service.listed().filter(wanted::fits).sorted(wanted.order().comparator()).toList();
        ResultSet.Cut<PublicRoom> cut = Pages.cut(found, wanted.order(), page, config.page());
        List<Element> children = new ArrayList<>();
        cut.items().forEach(room -> children.add(Items.of(NAMESPACE, room)));
        children.add(cut.page().toElement());
        return Element.of(NAMESPACE, "result", children.toArray(Element[]::new));
    }
}
