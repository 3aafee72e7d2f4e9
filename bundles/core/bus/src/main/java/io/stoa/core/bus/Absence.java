package io.stoa.core.bus;

import io.stoa.bus.AbsenceHandler;
import io.stoa.jid.BareJid;
import io.stoa.lifecycle.Lease;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaError;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Asks the absence handlers, of which each that is being replaced is waited for. */
final class Absence {

    private Absence() {}

    /**
     * What has come of a message.
     *
     * @param kept whether somebody keeps it
     * @param failed the error of the first that failed
     */
    record Kept(boolean kept, Optional<StanzaError> failed) {

        static final Kept NOT = new Kept(false, Optional.empty());
    }

    /** Asks all, in the order of their rank. */
    static Kept keep(Supplier<Table> tables, Message message, BareJid account) {
        Set<String> asked = new HashSet<>();
        Kept kept = Kept.NOT;
        Optional<String> next = next(tables, asked, account.domain());
        while (next.isPresent()) {
            String component = next.get();
            kept =
                    plus(
                            kept,
                            Leased.call(
                                    () -> find(tables, component, account.domain()),
                                    account.domain(),
                                    true,
                                    (AbsenceHandler handler) -> handler.keep(message, account)));
            asked.add(component);
            next = next(tables, asked, account.domain());
        }
        return kept;
    }

    private static Kept plus(Kept so, Leased.Answer<Boolean> answer) {
        Optional<StanzaError> failed =
                answer instanceof Leased.Answer.Failed<Boolean>(StanzaError error)
                        ? Optional.of(error)
                        : Optional.empty();
        return new Kept(so.kept() || answer.or(false), so.failed().or(() -> failed));
    }

    private static Optional<String> next(Supplier<Table> tables, Set<String> asked, String domain) {
        return tables.get().absence().stream()
                .filter(lease -> lease.state(domain) != Lease.State.CLOSED)
                .map(Lease::component)
                .filter(component -> !asked.contains(component))
                .findFirst();
    }

    private static Optional<Lease<AbsenceHandler>> find(
            Supplier<Table> tables, String component, String domain) {
        return tables.get().absence().stream()
                .filter(lease -> lease.component().equals(component))
                .filter(lease -> lease.state(domain) != Lease.State.CLOSED)
                .findFirst();
    }
}
