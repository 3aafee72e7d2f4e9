package io.stoa.service.gateway;

import io.stoa.gateway.Ear.Contact;
import io.stoa.jid.BareJid;
import io.stoa.service.gateway.limits.Throttle;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.stanza.Presence;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The contacts that a network tells of an account, on their way to its client or into its roster:
 * one round after the other, and never more than one in a few seconds for long, so that a network
 * that adds and removes without end does no harm (XEP-0144 §8.2). Thread-safe.
 */
final class AddressBook {

    private static final int CONTACTS = 2_000;
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int ROUNDS_A_MINUTE = 12;

    private final Introductions introductions;
    private final Place place;
    private final String title;
    private final Usage usage;
    private final Supplier<List<Presence>> clients;
    private final Throttle pace = new Throttle(ROUNDS_A_MINUTE, System::nanoTime);
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Map<BareJid, Contact>> wanted = Optional.empty();
    private boolean running;
    private boolean again;
    private boolean closed;

    AddressBook(
            Introductions introductions,
            Place place,
            String title,
            Usage usage,
            Supplier<List<Presence>> clients) {
        this.introductions = introductions;
        this.place = place;
        this.title = title;
        this.usage = usage;
        this.clients = clients;
    }

    Place place() {
        return place;
    }

    /** What the network is called, and the group of who is in none there. */
    String title() {
        return title;
    }

    /** These are all. */
    void all(Collection<Contact> contacts) {
        lock.lock();
        try {
            Map<BareJid, Contact> told = new LinkedHashMap<>();
            contacts.forEach(it -> put(it, told));
            wanted = Optional.of(told);
            start();
        } finally {
            lock.unlock();
        }
    }

    /** One is new, or has changed. */
    void one(Contact contact) {
        lock.lock();
        try {
            put(contact, present());
            start();
        } finally {
            lock.unlock();
        }
    }

    /** One is there no more. */
    void without(BareJid contact) {
        lock.lock();
        try {
            present().remove(contact);
            start();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether the network has told of a contact. */
    boolean has(BareJid contact) {
        lock.lock();
        try {
            return wanted.filter(it -> it.containsKey(contact)).isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** Another client is there, which may be one that can be asked. */
    void again() {
        lock.lock();
        try {
            if (wanted.isPresent()) {
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No client is there: who the contacts are is told anew at the next log-in. */
    void rest() {
        lock.lock();
        try {
            wanted = Optional.empty();
            again = false;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is done, and nothing is done any more when this has returned. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Does something unless the book is closed, which waits for it. */
    boolean open(Runnable what) {
        lock.lock();
        try {
            if (!closed) {
                what.run();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private Map<BareJid, Contact> present() {
        Map<BareJid, Contact> present =
                wanted.orElseGet(() -> new LinkedHashMap<>(introductions.known(place)));
        wanted = Optional.of(present);
        return present;
    }

    private void put(Contact contact, Map<BareJid, Contact> into) {
        Addresses.of(contact.name(), place.domain())
                .ifPresent(
                        address -> {
                            if (into.size() < CONTACTS || into.containsKey(address)) {
                                into.put(address, contact);
                            } else {
                                tooMany();
                            }
                        });
    }

    /** There is no room for somebody. */
    void tooMany() {
        usage.count(Usage.Event.TOO_MANY_CONTACTS);
    }

    private void start() {
        if (closed) {
            return;
        }
        again = true;
        if (!running) {
            running = true;
            introductions.schedule().after(pace.passes() ? Duration.ZERO : LATER, this::round);
        }
    }

    private void round() {
        try {
            Optional<Map<BareJid, Contact>> now = take();
            if (now.isPresent()) {
                introductions.introduce(this, now.get(), clients.get());
            }
        } finally {
            end();
        }
    }

    private Optional<Map<BareJid, Contact>> take() {
        lock.lock();
        try {
            again = false;
            return closed ? Optional.empty() : wanted.map(LinkedHashMap::new);
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            running = false;
            if (again) {
                start();
            }
        } finally {
            lock.unlock();
        }
    }
}
