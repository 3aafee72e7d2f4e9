package io.stoa.core.bus;

import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.lifecycle.Lease;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the interceptors of a leg. While one that the configuration requires is missing, or one that
 * says so itself is in quarantine, the leg answers an error instead of letting the stanza pass
 * (fail closed). Thread-safe.
 *
 * @param tables the present table
 * @param required bundles whose interceptors must be there
 */
record Interceptors(Supplier<Table> tables, List<String> required) {

    private static final Logger LOG = LoggerFactory.getLogger(Interceptors.class);

    private static final StanzaError MISSING =
            StanzaError.of(ErrorType.WAIT, Condition.INTERNAL_SERVER_ERROR, "");

    Interceptors {
        required = List.copyOf(required);
    }

    /** What came of a stanza. */
    sealed interface Outcome {

        /** It goes on, perhaps changed. */
        record Passed(Stanza stanza) implements Outcome {}

        /** Its sender is told an error. */
        record Refused(StanzaError error) implements Outcome {}

        /** Nobody is told. */
        record Dropped() implements Outcome {}

        /** An interceptor is being replaced, and this thread must not wait for it. */
        record Held(Stanza stanza, Table.@Nullable Interception after) implements Outcome {}
    }

    /**
     * How far a leg has come that began on an I/O thread and has to go on where it may block.
     *
     * @param after the interceptor that was the last to see the stanza, null when none has
     * @param intercepted whether all of them have
     * @param later what features left to be sent when the leg is over
     */
    record Progress(Table.@Nullable Interception after, boolean intercepted, List<Stanza> later) {

        /** A leg that begins. */
        static Progress none() {
            return new Progress(null, false, new ArrayList<>(0));
        }

        Progress upTo(Table.@Nullable Interception row) {
            return new Progress(row, false, later);
        }

        Progress delivering() {
            return new Progress(after, true, later);
        }

        /** Tells whether the leg has begun elsewhere: whoever goes on with it may block. */
        boolean begun() {
            return intercepted || after != null;
        }
    }

    /** Only messages are archived and copied; iqs and presence are only guarded. */
    static Stage last(Kind kind) {
        return kind == Kind.MESSAGE ? Stage.SEAL : Stage.GUARD;
    }

    boolean blocks(Stanza stanza, Leg leg, BareJid self) {
        Kind kind = Kind.of(stanza);
        Stage last = last(kind);
        for (Table.Interception row : tables.get().rows(kind, leg)) {
            if (row.stage().compareTo(last) <= 0 && blocks(row.lease(), stanza, self)) {
                return true;
            }
        }
        return false;
    }

    private static boolean blocks(Lease<StanzaInterceptor> lease, Stanza stanza, BareJid self) {
        return Leased.blocks(lease, self.domain()) || lease.ask(it -> it.waits(stanza, self));
    }

    /** Tells whether anybody guards what leaves an account. */
    boolean guards(Stanza stanza) {
        return !required.isEmpty()
                || tables.get().rows(Kind.of(stanza), Leg.SENT).stream()
                        .anyMatch(row -> row.stage() == Stage.GUARD);
    }

    /**
     * Takes a stanza through the stages.
     *
     * @param after the interceptor that has seen it already, with all before it; null for none
     */
    Outcome run(
            Stanza stanza,
            Table.@Nullable Interception after,
            LegContext context,
            Stage last,
            boolean mayBlock) {
        Kind kind = Kind.of(stanza);
        String domain = context.self().domain();
        if (missing(domain)) {
            return new Outcome.Refused(MISSING);
        }
        Stanza now = stanza;
        Table.@Nullable Interception done = after;
        List<Table.Interception> rows = tables.get().rows(kind, context.leg());
        int next = Table.Interception.following(rows, done);
        while (next < rows.size() && rows.get(next).stage().compareTo(last) <= 0) {
            Table.Interception row = rows.get(next);
            Optional<Verdict> verdict = call(row.lease(), now, context);
            if (verdict.isEmpty() && row.lease().state(domain) != Lease.State.CLOSED) {
                if (!mayBlock) {
                    return new Outcome.Held(now, done);
                }
                Optional<StanzaError> refused = successor(row.lease(), domain);
                if (refused.isPresent()) {
                    return new Outcome.Refused(refused.get());
                }
                // its successor, if there is one, stands in its place
                rows = tables.get().rows(kind, context.leg());
                next = Table.Interception.following(rows, done);
                continue;
            }
            // one that is closed lets pass, as if it had never been there, unless people rely on it
            switch (verdict.isPresent() ? verdict.get() : closed(row, now, context)) {
                case Verdict.Pass(Stanza passed) -> now = passed;
                case Verdict.Refuse(StanzaError error) -> {
                    return new Outcome.Refused(error);
                }
                case Verdict.Drop(String reason) -> {
                    LOG.debug("{} dropped {}: {}", row.lease().component(), now.id(), reason);
                    return new Outcome.Dropped();
                }
            }
            done = row;
            next++;
        }
        return new Outcome.Passed(now);
    }

    /** Waits for who comes after one that is being replaced; says why nobody does. */
    private Optional<StanzaError> successor(Lease<StanzaInterceptor> lease, String domain) {
        Optional<StanzaError> refused = lease.await();
        return refused.isEmpty() && missing(domain) ? Optional.of(MISSING) : refused;
    }

    /** What one says that is closed, or has closed since the leg began. */
    private Verdict closed(Table.Interception row, Stanza stanza, LegContext context) {
        for (String bundle : required) {
            if (of(bundle, row)) {
                return new Verdict.Refuse(MISSING);
            }
        }
        BareJid self = context.self();
        return row.failsClosed()
                        && row.lease().quarantined(self.domain())
                        && withOthers(stanza, context.leg(), self)
                ? new Verdict.Refuse(MISSING)
                : new Verdict.Pass(stanza);
    }

    /** Nobody has to be kept from oneself, and this server is who administrators talk to. */
    private static boolean withOthers(Stanza stanza, Leg leg, BareJid self) {
        Optional<Jid> other = leg == Leg.SENT ? stanza.to() : stanza.from();
        return other.map(Jid::bare)
                .filter(it -> !it.equals(self) && !it.equals(BareJid.ofDomain(self.domain())))
                .isPresent();
    }

    /** Shows those who make copies a stanza that was delivered already; what they say is moot. */
    void copy(Stanza stanza, LegContext context) {
        for (Table.Interception row : tables.get().rows(Kind.of(stanza), context.leg())) {
            if (row.stage() == Stage.COPY) {
                call(row.lease(), stanza, context);
            }
        }
    }

    private static Optional<Verdict> call(
            Lease<StanzaInterceptor> lease, Stanza stanza, LegContext context) {
        if (lease.state(context.self().domain()) != Lease.State.OPEN) {
            return Optional.empty();
        }
        return lease.call(
                interceptor -> Optional.of(interceptor.intercept(stanza, context)),
                Optional.empty(),
                error -> Optional.of(new Verdict.Refuse(error)));
    }

    /** Of what is required everything must be there: a part would let pass what it is to stop. */
    private boolean missing(String domain) {
        for (String bundle : required) {
            List<Table.Interception> rows =
                    tables.get().interceptions().stream().filter(row -> of(bundle, row)).toList();
            if (rows.isEmpty()
                    || rows.stream()
                            .anyMatch(it -> it.lease().state(domain) == Lease.State.CLOSED)) {
                LOG.warn("{} is required by io.stoa.core.bus and is not there", bundle);
                return true;
            }
        }
        return false;
    }

    private static boolean of(String bundle, Table.Interception row) {
        return row.lease().component().startsWith(bundle + ".");
    }
}
