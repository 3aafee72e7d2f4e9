package io.stoa.info.version;

import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Target;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.Optional;

/**
 * Tells what software this server is (XEP-0092 §2). The operating system is told only where the
 * configuration says so (§5).
 *
 * <pre>{@code
 * C: <iq to='stoa.example' id='v1' type='get'><query xmlns='jabber:iq:version'/></iq>
 * S: <iq from='stoa.example' id='v1' type='result'>
 *      <query xmlns='jabber:iq:version'><name>Stoa</name><version>0.1.0</version></query>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.info.version")
@Designate(ocd = VersionHandler.Config.class)
@NonBlocking
@HandlesIq(namespace = VersionHandler.NAMESPACE, target = Target.SERVER)
@Disco(VersionHandler.NAMESPACE)
public final class VersionHandler implements IqHandler {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Software version",
            description = "What strangers learn about the software (XEP-0092).")
    public @interface Config {

        /** Whether the operating system is told. */
        @AttributeDefinition(
                description =
                        "Whether the operating system and its version are told to everybody who"
                                + " asks (XEP-0092 §5).")
        boolean os() default false;
    }

    static final String NAMESPACE = "jabber:iq:version";

    private final Element answer;

    /** Makes the answer, which is always the same. */
    @Activate
    public VersionHandler(Config config) {
        Element known =
                Element.of(NAMESPACE, "query", part("name", "Stoa"), part("version", version()));
        this.answer = config.os() ? known.with(part("os", operatingSystem())) : known;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        return request instanceof IqGet get && get.payload().is(NAMESPACE, "query")
                ? get.result(answer)
                : request.error(Condition.BAD_REQUEST);
    }

    /** The version of this bundle; outside of a container there is no bundle to ask. */
    private static String version() {
        return Optional.ofNullable(FrameworkUtil.getBundle(VersionHandler.class))
                .map(bundle -> bundle.getVersion().toString())
                .orElse("unreleased");
    }

    private static String operatingSystem() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private static Element part(String local, String text) {
        return Element.of(NAMESPACE, local, new Text(text));
    }
}
