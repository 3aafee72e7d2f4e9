package io.stoa.info.time;

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

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Tells the time of the server and its offset from UTC (XEP-0202 §2).
 *
 * <pre>{@code
 * C: <iq to='stoa.example' id='t1' type='get'><time xmlns='urn:xmpp:time'/></iq>
 * S: <iq from='stoa.example' id='t1' type='result'>
 *      <time xmlns='urn:xmpp:time'><tzo>+01:00</tzo><utc>2026-11-23T08:15:30Z</utc></time>
 *    </iq>
 * }</pre>
 */
@Component
@NonBlocking
@HandlesIq(namespace = TimeHandler.NAMESPACE, target = Target.SERVER)
@Disco(TimeHandler.NAMESPACE)
public final class TimeHandler implements IqHandler {

    static final String NAMESPACE = "urn:xmpp:time";

    /** XEP-0082 §3.2: hours and minutes, {@code +00:00} for UTC. */
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    private final Clock clock;

    /** Takes the clock and the time zone of the machine. */
    @Activate
    public TimeHandler() {
        this(Clock.system(ZoneId.systemDefault()));
    }

    TimeHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        return request instanceof IqGet get && get.payload().is(NAMESPACE, "time")
                ? get.result(now())
                : request.error(Condition.BAD_REQUEST);
    }

    private Element now() {
        OffsetDateTime now = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        String utc =
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        now.withOffsetSameInstant(ZoneOffset.UTC));
        return Element.of(
                NAMESPACE,
                "time",
                Element.of(NAMESPACE, "tzo", new Text(OFFSET.format(now))),
                Element.of(NAMESPACE, "utc", new Text(utc)));
    }
}
