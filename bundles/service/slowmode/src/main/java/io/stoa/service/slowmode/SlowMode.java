package io.stoa.service.slowmode;

import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.lifecycle.Handover;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Room;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomInterceptor;
import io.stoa.muc.RoomListener;
import io.stoa.muc.RoomOptions;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lets nobody but admins and owners say two things in a room without a pause between them, if its
 * owner wants one (XEP-0500). Comes behind the other guards: what they refuse does not count.
 *
 * <pre>{@code
 * S: <message from='play@conference.stoa.example' type='error'>
 *      <error type='wait'>
 *        <policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
 *      </error>
 *    </message>
 * }</pre>
 */
@Component(property = "service.ranking:Integer=-1000")
public final class SlowMode
        implements RoomInterceptor, RoomOptions, RoomInfo, RoomListener, Handover {

    static final String FIELD = "muc#roomconfig_slow_mode_duration";

    /** A day, in seconds: more would be a room in which nobody speaks. */
    private static final int LONGEST = 86_400;

    private final LastWords lastWords = new LastWords();
    private final InstantSource clock;

    /** Begins with nobody having said anything. */
    @Activate
    public SlowMode() {
        this(InstantSource.system());
    }

    SlowMode(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<FormField> fields() {
        return List.of(
                FormField.of(FieldType.TEXT_SINGLE, FIELD, "0")
                        .labelled("Slow mode: seconds between two messages of a person")
                        .described("0 for none; admins and owners need not wait")
                        .integer(0, LONGEST));
    }

    @Override
    public Optional<String> trouble(FormField submitted) {
        return submitted.name().equals(FIELD) && seconds(submitted.value()).isEmpty()
                ? Optional.of("is a whole number of seconds from 0 to " + LONGEST)
                : Optional.empty();
    }

    @Override
    public List<FormField> fields(RoomView room) {
        return List.of(
                FormField.of(
                        FieldType.TEXT_SINGLE,
                        "muc#roominfo_slow_mode_duration",
                        Long.toString(pause(room).toSeconds())));
    }

    private static Duration pause(RoomView room) {
        // §7: what is no such number counts for nothing
        return Duration.ofSeconds(seconds(room.value(FIELD)).orElse(0));
    }

    private static Optional<Integer> seconds(String text) {
        return Optional.of(text)
                .filter(it -> it.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(it -> it <= LONGEST);
    }

    /** §5; chat states and the like have no body. */
    @Override
    public Verdict intercept(Message message, Optional<Occupant> sender, Room room) {
        boolean counts =
                message.payload(Stanza.CLIENT, "body").isPresent()
                        && sender.filter(it -> !it.affiliation().atLeast(Affiliation.ADMIN))
                                .isPresent();
        Duration pause = counts ? pause(room) : Duration.ZERO;
        if (pause.isZero()) {
            return new Verdict.Pass(message);
        }
        Instant now = clock.instant();
        // §7: by account, whatever its sessions and nicknames
        Duration left = lastWords.speak(room.address(), sender.get().account(), now, pause);
        return left.isZero() ? new Verdict.Pass(message) : new Verdict.Refuse(error(pause, left));
    }

    private static StanzaError error(Duration pause, Duration left) {
        return StanzaError.of(
                ErrorType.WAIT,
                Condition.POLICY_VIOLATION,
                "slow mode: wait "
                        + pause.toSeconds()
                        + " seconds between messages; "
                        + left.plusMillis(999).toSeconds()
                        + " to go");
    }

    @Override
    public void destroyed(BareJid room) {
        lastWords.forget(room);
    }

    @Override
    public String name() {
        return "io.stoa.service.slowmode.words";
    }

    @Override
    public Object save() {
        return lastWords.save();
    }

    @Override
    public void restore(Object state) {
        lastWords.restore(state);
    }
}
