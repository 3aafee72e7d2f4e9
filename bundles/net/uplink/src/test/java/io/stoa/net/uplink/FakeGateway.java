package io.stoa.net.uplink;

import io.stoa.bus.Context;
import io.stoa.bus.DomainService;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Speaks for a domain, and answers every message with it. Thread-safe. */
record FakeGateway(String domain, BlockingQueue<Stanza> received, ReentrantLock door)
        implements DomainService {

    FakeGateway() {
        this("irc.stoa.example", new LinkedBlockingQueue<>(), new ReentrantLock());
    }

    /** Speaks for another domain; what both hear is heard in one place. */
    FakeGateway of(String other) {
        return new FakeGateway(other, received, door);
    }

    @Override
    public Set<String> domains() {
        return Set.of(domain);
    }

    @Override
    public void receive(Stanza stanza, Context context) {
        received.add(stanza);
        // whoever has it keeps everybody waiting
        door.lock();
        try {
            answer(stanza, context);
        } finally {
            door.unlock();
        }
    }

    private static void answer(Stanza stanza, Context context) {
        if (stanza instanceof Message message && !message.isError()) {
            context.send(message.withFrom(message.to().orElseThrow()).withTo(message.from().get()));
        }
    }

    Stanza next() throws InterruptedException {
        Stanza next = received.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing has come");
        }
        return next;
    }
}
