package io.stoa.admin.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Schedule;
import io.stoa.testkit.Configs;
import io.stoa.testkit.time.AtOnce;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

@Timeout(60)
final class SshPortTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Runs jobs on threads, as the bus does. */
    private static final Schedule THREADS = AtOnce.beside();

    @TempDir private Path folder;
    private AuthorizedKeys keys;
    private SshPort port;
    private KeyPair juliet;

    private SshPort open(int number) {
        return new SshPort(
                keys,
                (words, console) -> {
                    console.print(words + " by " + console.actor());
                    console.warn("warned");
                    return words.size();
                },
                THREADS,
                Configs.of(SshPort.Config.class, Map.of("port", number)));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    @BeforeEach
    void open() throws GeneralSecurityException {
        keys = new AuthorizedKeys(folder);
        juliet = pair();
        keys.add(PublicKeyEntry.toString(juliet.getPublic()) + " juliet");
        port = open(0);
    }

    @AfterEach
    void close() {
        port.stop();
    }

    private record Answer(String out, String err, int code) {}

    private Answer exec(KeyPair identity, String command) throws IOException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> true);
            client.start();
            try (ClientSession session =
                    client.connect("anybody", port.address(), port.port())
                            .verify(PATIENCE)
                            .getSession()) {
                session.addPublicKeyIdentity(identity);
                session.auth().verify(PATIENCE);
                return exec(session, command);
            }
        }
    }

    private static Answer exec(ClientSession session, String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            return new Answer(
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8),
                    channel.getExitStatus());
        }
    }

    @Test
    void aCommandIsRunForTheKeyAndItsExitCodePassedOn() throws IOException {
        Answer answer = exec(juliet, "one 'two three' four");

        assertThat(answer.out())
                .startsWith("[one, two three, four] by ssh:SHA256:")
                .endsWith(" juliet\n");
        assertThat(answer.err()).isEqualTo("warned\n");
        assertThat(answer.code()).isEqualTo(3);
    }

    @Test
    void aLineThatIsNoneIsRefused() throws IOException {
        assertThat(exec(juliet, "one 'two").code()).isEqualTo(2);
        Answer shell = exec(juliet, "shell");
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("there is no shell");
    }

    @Test
    void aKeyThatIsNotThereOpensNothing() throws Exception {
        KeyPair stranger = pair();
        assertThatThrownBy(() -> exec(stranger, "x")).isInstanceOf(SshException.class);

        keys.remove(keys.all().getFirst().fingerprint());
        assertThatThrownBy(() -> exec(juliet, "x")).isInstanceOf(SshException.class);
    }

    @Test
    void theHostKeyIsMadeOnceAndNobodyElsesToRead() throws IOException {
        exec(juliet, "x");
        Path file = folder.resolve("ssh_host_key");
        List<String> first = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        port.stop();
        port = open(0);
        exec(juliet, "x");

        assertThat(Files.readAllLines(file, StandardCharsets.ISO_8859_1)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void itListensOnThisMachineAndOnlyWhenToldTo() {
        assertThat(port.address()).isEqualTo("127.0.0.1");
        assertThat(port.name()).isEqualTo("ssh");
        SshPort off = open(-1);
        assertThat(off.port()).isEqualTo(-1);
        off.stop();
        assertThatThrownBy(() -> open(port.port()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("io.stoa.admin.ssh:port");
    }
}
