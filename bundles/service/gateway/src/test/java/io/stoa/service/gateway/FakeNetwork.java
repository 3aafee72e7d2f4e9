package io.stoa.service.gateway;

import io.stoa.gateway.Ear;
import io.stoa.gateway.Line;
import io.stoa.gateway.Login;
import io.stoa.gateway.Network;
import io.stoa.gateway.NetworkException;
import io.stoa.gateway.Question;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A network that a test speaks for. */
final class FakeNetwork implements Network {

    /** A session. */
    static final class Session implements Line {

        final Login login;
        final Ear ear;
        final List<String> said = new CopyOnWriteArrayList<>();
        final List<String> delivered = new CopyOnWriteArrayList<>();
        final List<String> asked = new CopyOnWriteArrayList<>();
        final List<String> shown = new CopyOnWriteArrayList<>();
        final Semaphore speaks = new Semaphore(1);
        volatile boolean closed;
        volatile boolean clings;
        volatile Optional<NetworkException> refusal = Optional.empty();

        Session(Login login, Ear ear) {
            this.login = login;
            this.ear = ear;
        }

        @Override
        public void say(String name, String text) {
            speaks.acquireUninterruptibly();
            speaks.release();
            refusal.ifPresent(
                    it -> {
                        throw it;
                    });
            said.add(name + ": " + text);
        }

        @Override
        public void say(String name, String text, String id) {
            say(name, text);
            said.set(said.size() - 1, name + ": " + text + " #" + id);
        }

        @Override
        public void delivered(String name, String id) {
            delivered.add(name + " #" + id);
        }

        @Override
        public void add(String name) {
            asked.add("add " + name);
            refusal.ifPresent(
                    it -> {
                        throw it;
                    });
        }

        @Override
        public void remove(String name) {
            asked.add("remove " + name);
        }

        @Override
        public void answer(String name, boolean allowed) {
            asked.add((allowed ? "allow " : "refuse ") + name);
        }

        @Override
        public void show(String show, String status) {
            shown.add(show + ": " + status);
        }

        @Override
        public void close() {
            closed = true;
            if (clings) {
                throw new IllegalStateException("it does not let go");
            }
        }
    }

    final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    volatile Optional<NetworkException> failure = Optional.empty();
    volatile boolean receipts;
    volatile Consumer<Ear> opening = ear -> {};
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicInteger opens = new AtomicInteger();
    volatile int opensAtOnce;

    @Override
    public String label() {
        return "icq";
    }

    @Override
    public String title() {
        return "ICQ";
    }

    @Override
    public String type() {
        return "icq";
    }

    @Override
    public List<Question> questions() {
        return List.of(
                Question.text("username", "number"), Question.secret("password", "password"));
    }

    @Override
    public boolean receipts() {
        return receipts;
    }

    @Override
    public String prompt() {
        return "Whose number?";
    }

    @Override
    public Line open(Login login, Ear ear) {
        attempts.incrementAndGet();
        opensAtOnce = Math.max(opensAtOnce, opens.incrementAndGet());
        try {
            return opened(login, ear);
        } finally {
            opens.decrementAndGet();
        }
    }

    private Line opened(Login login, Ear ear) {
        failure.ifPresent(
                it -> {
                    throw it;
                });
        opening.accept(ear);
        Session session = new Session(login, ear);
        sessions.add(session);
        return session;
    }
}
