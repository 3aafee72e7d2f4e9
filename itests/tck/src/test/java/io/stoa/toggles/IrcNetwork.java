package io.stoa.toggles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network of IRC in this process: channels in which everybody hears everything in one order, also
 * what he says himself (IRCv3 echo-message). Thread-safe.
 */
final class IrcNetwork implements AutoCloseable {

    private static final String END = "";

    private final ServerSocket server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<Person>> channels = new LinkedHashMap<>();
    private final Set<Person> people = ConcurrentHashMap.newKeySet();
    private final AtomicLong departures = new AtomicLong();

    private IrcNetwork(ServerSocket server) {
        this.server = server;
    }

    /** One to which nobody can connect. */
    static IrcNetwork none() {
        try {
            return new IrcNetwork(new ServerSocket());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static IrcNetwork listen() throws IOException {
        IrcNetwork network =
                new IrcNetwork(new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(network::accept);
        return network;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns how many have left a channel, or the network. */
    long departures() {
        return departures.get();
    }

    private void accept() {
        try {
            while (true) {
                Person person = new Person(server.accept());
                people.add(person);
                Thread.ofVirtual().start(person::write);
                Thread.ofVirtual().start(person::read);
            }
        } catch (IOException closed) {
            people.forEach(Person::close);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void join(Person person, String channel) {
        lock.lock();
        try {
            Set<Person> inside = channels.computeIfAbsent(channel, it -> new LinkedHashSet<>());
            inside.add(person);
            inside.forEach(it -> it.tell(person.prefix() + " JOIN " + channel));
            StringBuilder names = new StringBuilder();
            inside.forEach(it -> names.append(' ').append(it.nick));
            person.answer("353", "= " + channel + " :" + names.substring(1));
            person.answer("366", channel + " :end");
        } finally {
            lock.unlock();
        }
    }

    private void say(Person person, String channel, String text) {
        lock.lock();
        try {
            channels.getOrDefault(channel, Set.of())
                    .forEach(it -> it.tell(person.prefix() + " PRIVMSG " + channel + " " + text));
        } finally {
            lock.unlock();
        }
    }

    private void leave(Person person, String why) {
        lock.lock();
        try {
            for (Set<Person> inside : channels.values()) {
                if (inside.remove(person)) {
                    departures.incrementAndGet();
                    inside.forEach(it -> it.tell(person.prefix() + " " + why));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Somebody who is connected. */
    private final class Person {

        private final Socket socket;
        private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
        private volatile String nick = "*";

        Person(Socket socket) {
            this.socket = socket;
        }

        private String prefix() {
            return ":" + nick + "!u@h";
        }

        private void tell(String line) {
            waiting.add(line);
        }

        private void answer(String numeric, String rest) {
            tell(":irc " + numeric + " " + nick + " " + rest);
        }

        private void write() {
            try {
                OutputStream out = socket.getOutputStream();
                String line = waiting.take();
                while (!line.equals(END)) {
                    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                    line = waiting.take();
                }
            } catch (IOException gone) {
                close();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void read() {
            try (BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8))) {
                String line = in.readLine();
                while (line != null) {
                    hear(line.split(" ", 3));
                    line = in.readLine();
                }
            } catch (IOException gone) {
                close();
            } finally {
                leave(this, "QUIT :gone");
                people.remove(this);
                tell(END);
            }
        }

        private void hear(String[] words) {
            String what = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "CAP" -> capabilities(what);
                case "NICK" -> nick = what;
                case "USER" -> answer("001", ":welcome");
                case "PING" -> tell(":irc PONG irc " + what);
                case "JOIN" -> join(this, what);
                case "PART", "QUIT" -> leave(this, "QUIT :left");
                case "PRIVMSG" -> say(this, what, words[words.length - 1]);
                default -> {}
            }
        }

        private void capabilities(String what) {
            if (what.equals("LS")) {
                tell(":irc CAP * LS :echo-message");
            } else if (what.equals("REQ")) {
                tell(":irc CAP * ACK :echo-message");
            }
        }

        private void close() {
            try {
                socket.close();
            } catch (IOException already) {
                people.remove(this);
            }
        }
    }
}
