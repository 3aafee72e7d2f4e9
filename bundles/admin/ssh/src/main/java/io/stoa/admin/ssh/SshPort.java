package io.stoa.admin.ssh;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.CommandLine;
import io.stoa.admin.Console;
import io.stoa.admin.Shell;
import io.stoa.bus.Schedule;
import io.stoa.stream.Listener;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * The port for SSH: {@code ssh -p PORT HOST account list --json} runs a command and passes on its
 * exit code, without a command there is the shell. Only keys open it; nothing is forwarded, no
 * files are copied. Thread-safe.
 */
@Component(configurationPid = "io.stoa.admin.ssh", immediate = true)
@Designate(ocd = SshPort.Config.class)
public final class SshPort implements Listener {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "SSH",
            description =
                    "Commands and the shell over SSH, for the keys in authorized_keys of the data"
                            + " directory (stoa ssh key add).")
    public @interface Config {

        /** The address to listen on. */
        @AttributeDefinition(
                description = "The IP address to listen on; 127.0.0.1 is this machine only.")
        String address() default "127.0.0.1";

        /** The port. */
        @AttributeDefinition(
                description =
                        "The port, such as 2222; 0 takes a free one, -1 opens none. The host key is"
                                + " made at the first start: ssh_host_key in the data directory.")
        int port() default -1;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SshPort.class);
    private static final String KEY = "io.stoa.admin.ssh:port";
    private static final AttributeKey<String> ACTOR = new AttributeKey<>();
    private static final int CURVE = 256;

    private final AuthorizedKeys keys;
    private final CommandLine commands;
    private final Schedule schedule;
    private final Optional<SshServer> server;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Shell shell;

    /** Opens the port. */
    @Activate
    public SshPort(
            @Reference(policyOption = GREEDY) AuthorizedKeys keys,
            @Reference(policyOption = GREEDY) CommandLine commands,
            @Reference(policyOption = GREEDY) Schedule schedule,
            Config config) {
        this.keys = keys;
        this.commands = commands;
        this.schedule = schedule;
        this.server = config.port() < 0 ? Optional.empty() : Optional.of(open(config));
    }

    private SshServer open(Config config) {
        SshServer opened = SshServer.setUpDefaultServer();
        SimpleGeneratorHostKeyProvider host =
                new SimpleGeneratorHostKeyProvider(keys.folder().resolve("ssh_host_key"));
        host.setAlgorithm("EC");
        host.setKeySize(CURVE);
        opened.setKeyPairProvider(host);
        opened.setHost(config.address());
        opened.setPort(config.port());
        opened.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        opened.setPublickeyAuthenticator((user, key, session) -> admits(key, session));
        opened.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        opened.setSubsystemFactories(List.of());
        opened.setCommandFactory(
                (channel, line) -> new Visit(schedule, console -> run(line, console)));
        opened.setShellFactory(channel -> new Visit(schedule, this::shell));
        try {
            opened.start();
            return opened;
        } catch (IOException | IllegalArgumentException failure) {
            throw new IllegalStateException(
                    "cannot listen on port %d of %s (%s): set %s to a free port, or to -1"
                            .formatted(config.port(), config.address(), failure.getMessage(), KEY),
                    failure);
        }
    }

    /** Closes the port and every channel. */
    @Deactivate
    public void stop() {
        if (server.isPresent()) {
            try {
                server.get().stop(true);
            } catch (IOException failure) {
                LOG.warn("cannot close the port for SSH: {}", failure.toString());
            }
        }
    }

    private boolean admits(PublicKey key, ServerSession session) {
        Optional<AuthorizedKeys.Entry> known = keys.find(key);
        known.ifPresent(
                entry ->
                        session.setAttribute(
                                ACTOR, "ssh:" + entry.fingerprint() + " " + entry.comment()));
        return known.isPresent();
    }

    /** Returns whose key opened a session. */
    static String actor(Session session) {
        return Optional.ofNullable(session.getAttribute(ACTOR)).orElse("ssh:nobody").strip();
    }

    private int run(String line, Console console) {
        try {
            List<String> words = Words.of(line);
            return words.equals(List.of("shell")) ? shell(console) : commands.run(words, console);
        } catch (IllegalArgumentException malformed) {
            console.warn("stoa: " + malformed.getMessage());
            return 2;
        }
    }

    private int shell(Console console) {
        Shell present = shell;
        if (present == null) {
            console.warn("stoa: there is no shell; name a command instead");
            return 1;
        }
        present.run(console);
        return 0;
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public String address() {
        return server.map(SshServer::getHost).orElse("");
    }

    @Override
    public int port() {
        return server.map(SshServer::getPort).orElse(-1);
    }

    @Override
    public String key() {
        return KEY;
    }
}
