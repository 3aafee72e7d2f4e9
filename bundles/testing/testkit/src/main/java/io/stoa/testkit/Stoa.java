package io.stoa.testkit;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Report;
import io.stoa.auth.Accounts;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.session.SessionRegistry;
import io.stoa.stream.Ports;
import io.stoa.stream.StreamAcceptor;
import io.stoa.stream.StreamFeature;
import io.stoa.testkit.command.CommandWords;
import io.stoa.testkit.component.InMemoryPorts;
import io.stoa.testkit.component.InMemoryWire;
import io.stoa.testkit.component.TestComponent;

import java.util.List;
import java.util.Map;

/**
 * A server in one JVM without OSGi and without a network: core, storage in memory, accounts, and
 * the features that a test names. Features are read from their built bundles on the class path, so
 * that the test sees the wiring of the container. Not thread-safe.
 *
 * <pre>{@code
 * try (Stoa stoa = Stoa.inMemory().with("info/ping")) {
 *     TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
 *     juliet.send("<iq to='stoa.example' id='p1' type='get'><ping xmlns='urn:xmpp:ping'/></iq>");
 * }
 * }</pre>
 */
public final class Stoa implements AutoCloseable {

    /** The domain of every server in a test. */
    public static final String DOMAIN = "stoa.example";

    private static final List<String> CORE =
            List.of(
                    "core/lease",
                    "core/session",
                    "core/router",
                    "core/bus",
                    "storage/memory",
                    "auth/internal");

    /** What some features need, if the test has it on its class path. */
    private static final List<String> MORE = List.of("core/stream", "storage/seal");

    private final Plugboard plugboard = new Plugboard();
    private final InMemoryPorts ports =
            new InMemoryPorts(() -> plugboard.service(StreamAcceptor.class));

    private Stoa(Map<String, Map<String, Object>> configurations) {
        plugboard.configure("io.stoa.core.router", Map.of("domains", new String[] {DOMAIN}));
        // durable would mean later, on another thread
        plugboard.configure("io.stoa.core.session", Map.of("durable", false));
        // PBKDF2 is slow on purpose; tests need no protection
        plugboard.configure("io.stoa.auth.internal", Map.of("iterations", 4096));
        // sealed for as long as the test lasts
        plugboard.configure("io.stoa.storage.seal", Map.of("keyFile", ""));
        configurations.forEach(plugboard::configure);
        CORE.forEach(bundle -> plugboard.start(symbolicName(bundle)));
        MORE.forEach(bundle -> plugboard.startIfThere(symbolicName(bundle)));
        plugboard.offer(Ports.class, ports);
    }

    /** Makes a server with core, storage in memory and accounts. */
    public static Stoa inMemory() {
        return inMemory(Map.of());
    }

    /**
     * Makes such a server with other than the default configuration.
     *
     * @param configurations values by PID, such as {@code io.stoa.core.bus}
     */
    public static Stoa inMemory(Map<String, Map<String, Object>> configurations) {
        return new Stoa(configurations);
    }

    /** Starts a feature, such as {@code info/ping}. */
    public Stoa with(String feature) {
        plugboard.start(symbolicName(feature));
        return this;
    }

    /** Starts a feature with other than its default configuration. */
    public Stoa with(String feature, Map<String, Object> configuration) {
        plugboard.configure(symbolicName(feature), configuration);
        return with(feature);
    }

    /** Stops a feature. */
    public Stoa without(String feature) {
        plugboard.stop(symbolicName(feature));
        return this;
    }

    /** Creates an account unless it exists. */
    public BareJid account(String address) {
        BareJid account = BareJid.parse(address);
        Accounts accounts = service(Accounts.class);
        if (!accounts.exists(account)) {
            accounts.create(account, "secret");
        }
        return account;
    }

    /** Connects a client, creating the account if need be. */
    public TestClient connect(String fullJid) {
        int slash = fullJid.indexOf('/');
        BareJid account = account(fullJid.substring(0, slash));
        return comeBack(account.toString()).bind(fullJid.substring(slash + 1));
    }

    /** Connects a client that has logged in and not bound a resource. */
    public TestClient comeBack(String account) {
        return TestClient.returning(
                service(StanzaBus.class),
                service(SessionRegistry.class),
                account(account),
                () -> plugboard.services(StreamFeature.class));
    }

    /** Connects an external component. */
    public TestComponent component(String domain, String secret) {
        return TestComponent.connect(domain, secret, it -> new InMemoryWire(it, ports));
    }

    /** Connects an external component that shows no secret. */
    public TestComponent stranger(String domain) {
        return TestComponent.unproved(domain, it -> new InMemoryWire(it, ports));
    }

    /**
     * Runs an administrative command.
     *
     * @param line its words, such as {@code component add irc.stoa.example --secret abcdefgh}
     */
    public Report run(String line) {
        return CommandWords.run(
                plugboard.services(AdminCommand.class), List.of(line.split(" ", -1)));
    }

    /** Offers a service that is no component of a bundle, such as a fake. */
    public <S> Stoa offer(Class<S> type, S service) {
        plugboard.offer(type, service);
        return this;
    }

    /** Returns a service of the server. */
    public <S> S service(Class<S> type) {
        return plugboard.service(type);
    }

    @Override
    public void close() {
        plugboard.stop();
    }

    private static String symbolicName(String folder) {
        return "io.stoa." + folder.replace('/', '.');
    }
}
