package org.example.hello;

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

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Greets whoever asks the server.
 *
 * <pre>{@code
 * C: <iq to='stoa.example' id='h1' type='get'><hello xmlns='urn:example:hello'/></iq>
 * S: <iq from='stoa.example' id='h1' type='result'>
 *      <hello xmlns='urn:example:hello'>Hello, juliet@stoa.example</hello></iq>
 * }</pre>
 */
@Component(configurationPid = "org.example.hello")
@Designate(ocd = HelloHandler.Config.class)
@NonBlocking
@HandlesIq(namespace = HelloHandler.NAMESPACE, target = Target.SERVER)
@Disco(HelloHandler.NAMESPACE)
public final class HelloHandler implements IqHandler {

    static final String NAMESPACE = "urn:example:hello";

    /** The configuration: {@code stoa config set org.example.hello:greeting Ciao}. */
    @ObjectClassDefinition(name = "Hello", description = "How people are greeted.")
    public @interface Config {

        /** The word. */
        @AttributeDefinition(description = "The word of greeting.")
        String greeting() default "Hello";
    }

    private final Config config;

    /** Takes the configuration; a change makes a new component. */
    @Activate
    public HelloHandler(Config config) {
        this.config = config;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        if (!(request instanceof IqGet get) || !get.payload().is(NAMESPACE, "hello")) {
            return request.error(Condition.BAD_REQUEST);
        }
        String who = get.from().map(it -> it.bare().toString()).orElse("stranger");
        Text greeting = new Text(config.greeting() + ", " + who);
        return get.result(Element.of(NAMESPACE, "hello", greeting));
    }
}
