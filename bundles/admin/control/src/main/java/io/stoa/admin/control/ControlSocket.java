package io.stoa.admin.control;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.CommandLine;
import io.stoa.admin.Shell;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes commands from the OS user who runs the server, without a password: {@code control.sock} in
 * the data directory. Thread-safe.
 */
@Component(service = ControlSocket.class, immediate = true)
public final class ControlSocket {

    static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private final CommandLine commands;
    private final Path data;
    private final Path socket;
    private final Door door;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Shell shell;

    /** Opens the socket. */
    @Activate
    public ControlSocket(
            BundleContext context, @Reference(policyOption = GREEDY) CommandLine commands)
            throws IOException {
        this.commands = commands;
        this.data = Path.of(String.valueOf(context.getProperty("stoa.data"))).toAbsolutePath();
        this.socket = SocketPath.prepare(data);
        this.door = Door.open(socket, this::receive);
    }

    /** Closes the socket; commands that are running are cut off. */
    @Deactivate
    public void stop() throws IOException {
        door.close();
        SocketPath.remove(data, socket);
    }

    Path path() {
        return socket;
    }

    private void receive(Wire wire, String user) throws IOException {
        Wire.Request request = wire.request();
        Conversation console = new Conversation(wire, "local:" + user, request.interactive());
        console.end(run(request.words(), console));
    }

    private int run(List<String> words, Conversation console) {
        Shell present = shell;
        if (present == null || !words.equals(List.of("shell"))) {
            return commands.run(words, console);
        }
        present.run(console);
        return 0;
    }
}
