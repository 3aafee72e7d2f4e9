package io.stoa.core.bus;

import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/**
 * Runs the interceptors of a leg. While one that the configuration requires is missing, the leg
 * answers an error instead of letting the stanza pass (fail closed). Thread-safe.
 *
 * @param required bundles whose interceptors must be there
 */
record Interceptors(List<String> required) {

    private static final Logger LOG = LoggerFactory.getLogger(Interceptors.class);

    private static final StanzaError MISSING =
            StanzaError.of(ErrorType.WAIT, Condition.INTERNAL_SERVER_ERROR, "");

    Interceptors {
        required = List.copyOf(required);
    }

    /**
     * What came of a stanza.
     *
     * @param passed the stanza that goes on, perhaps changed; empty when it was stopped
     * @param refusal what its sender is told, if anything
     */
    record Outcome(Optional<Stanza> passed, Optional<StanzaError> refusal) {

        static Outcome passed(Stanza stanza) {
            return new Outcome(Optional.of(stanza), Optional.empty());
        }

        static Outcome refused(StanzaError error) {
            return new Outcome(Optional.empty(), Optional.of(error));
        }

        static Outcome dropped() {
            return new Outcome(Optional.empty(), Optional.empty());
        }
    }

    /** Only messages are archived and copied; iqs and presence are only guarded. */
    static Stage last(Kind kind) {
        return kind == Kind.MESSAGE ? Stage.SEAL : Stage.GUARD;
    }

    boolean blocks(Table table, Stanza stanza, Leg leg, BareJid self) {
        Kind kind = Kind.of(stanza);
        Stage last = last(kind);
        for (Table.Interception row : table.interceptions()) {
            if (row.stands(kind, leg)
                    && row.stage().compareTo(last) <= 0
                    && blocks(row.lease(), stanza, self)) {
                return true;
            }
        }
        return false;
    }

    private static boolean blocks(Lease<StanzaInterceptor> lease, Stanza stanza, BareJid self) {
        return !lease.nonBlocking() || lease.ask(it -> it.waits(stanza, self));
    }

    /** Tells whether anybody guards what leaves an account. */
    boolean guards(Table table, Stanza stanza) {
        Kind kind = Kind.of(stanza);
        return !required.isEmpty()
                || table.interceptions().stream()
                        .anyMatch(row -> row.stage() == Stage.GUARD && row.stands(kind, Leg.SENT));
    }

    Outcome run(Table table, Stanza stanza, LegContext context, Stage last) {
        if (missing(table)) {
            return Outcome.refused(MISSING);
        }
        Kind kind = Kind.of(stanza);
        Stanza now = stanza;
        for (Table.Interception row : table.interceptions()) {
            if (!row.stands(kind, context.leg()) || row.stage().compareTo(last) > 0) {
                continue;
            }
            Stanza seen = now;
            Verdict verdict =
                    row.lease()
                            .call(
                                    interceptor -> interceptor.intercept(seen, context),
                                    new Verdict.Pass(seen),
                                    Verdict.Refuse::new);
            switch (verdict) {
                case Verdict.Pass(Stanza passed) -> now = passed;
                case Verdict.Refuse(StanzaError error) -> {
                    return Outcome.refused(error);
                }
                case Verdict.Drop(String reason) -> {
                    LOG.debug("{} dropped {}: {}", row.lease().component(), now.id(), reason);
                    return Outcome.dropped();
                }
            }
        }
        return Outcome.passed(now);
    }

    private boolean missing(Table table) {
        for (String bundle : required) {
            if (table.interceptions().stream()
                    .noneMatch(row -> row.lease().component().startsWith(bundle + "."))) {
                LOG.warn("{} is required by io.stoa.core.bus and is not there", bundle);
                return true;
            }
        }
        return false;
    }
}
