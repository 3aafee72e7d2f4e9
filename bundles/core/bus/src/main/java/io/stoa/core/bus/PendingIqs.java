package io.stoa.core.bus;

import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaError;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The server's own requests that wait for their responses (RFC 6120 §8.2.3). Thread-safe. */
final class PendingIqs {

    private record Waiting(Jid peer, BlockingQueue<IqResponse> answer) {}

    private final ConcurrentHashMap<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** Sends a request under an id that nobody can guess and waits for the answer. */
    IqResponse request(IqRequest request, Duration patience, Consumer<IqRequest> send)
            throws InterruptedException {
        String id = "stoa-" + Long.toHexString(random.nextLong());
        IqRequest asked = request.withId(id);
        Jid peer =
                request.to()
                        .orElseThrow(() -> new IllegalArgumentException("a request needs a to"));
        Waiting entry = new Waiting(peer, new ArrayBlockingQueue<>(1));
        waiting.put(id, entry);
        try {
            send.accept(asked);
            @Nullable IqResponse answer =
                    entry.answer().poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(answer)
                    .orElseGet(() -> asked.error(StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT)));
        } finally {
            waiting.remove(id);
        }
    }

    /** Takes a response, if it is one that somebody waits for. */
    boolean complete(IqResponse response) {
        Waiting entry = waiting.get(response.id());
        // the right id from anybody else is a forgery
        return entry != null
                && response.from().filter(entry.peer()::equals).isPresent()
                && entry.answer().offer(response);
    }

    int size() {
        return waiting.size();
    }
}
