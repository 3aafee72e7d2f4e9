package io.stoa.admin.control;

import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Unix domain socket that opens to its owner and to root only, twice over: by the file's mode and
 * by what the kernel says of the peer. Thread-safe.
 */
final class Door implements AutoCloseable {

    /** Speaks with one client, on a thread of its own. */
    interface Visitors {
        void receive(Wire wire, String user) throws IOException;
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Visitors visitors;
    private final Set<SocketChannel> inside = ConcurrentHashMap.newKeySet();

    private Door(Path socket, ServerSocketChannel server, Visitors visitors) {
        this.socket = socket;
        this.server = server;
        this.visitors = visitors;
    }

    static Door open(Path socket, Visitors visitors) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        Door door = new Door(socket, server, visitors);
        Thread.ofPlatform().daemon().name("control").start(door::accept);
        return door;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                // a change computes for a tenth of a second: a virtual thread would take one of the
                // few carriers from the stanzas for that long
                Thread.ofPlatform().daemon().name("control-client").start(() -> receive(client));
            }
        } catch (ClosedChannelException closed) {
            return; // the end
        } catch (IOException broken) {
            ControlSocket.LOG.error("the control socket is broken: {}", broken.toString());
        }
    }

    private void receive(SocketChannel client) {
        inside.add(client);
        try (client) {
            UnixDomainPrincipal peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
            String user = peer.user().getName();
            if (user.equals(Files.getOwner(socket).getName()) || user.equals("root")) {
                visitors.receive(
                        new Wire(Channels.newInputStream(client), Channels.newOutputStream(client)),
                        user);
            } else {
                ControlSocket.LOG.warn("{} may not use the control socket", user);
            }
        } catch (ClosedChannelException closed) {
            ControlSocket.LOG.debug("a client was cut off", closed);
        } catch (IOException | UncheckedIOException gone) {
            ControlSocket.LOG.debug("a client has gone", gone);
        } finally {
            inside.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : inside) {
            client.close();
        }
    }
}
