package io.stoa.benchmarks.servers;

import io.stoa.load.wire.Target;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prosody as Debian packages it, with epoll. */
public final class Prosody implements Server {

    private static final String CONFIGURATION =
            """
            run_as_root = true
            pidfile = "{folder}/prosody.pid"
            data_path = "{folder}"
            log = { warn = "{folder}/prosody.log" }
            network_backend = "epoll"
            network_settings = { tcp_backlog = 1024 }
            interfaces = { "127.0.0.1" }
            c2s_ports = { {port} }
            c2s_direct_tls_ports = { {secured} }
            s2s_ports = { }
            c2s_require_encryption = false
            allow_unencrypted_plain_auth = true
            authentication = "internal_hashed"
            default_iteration_count = 4096
            allow_registration = true
            min_seconds_between_registrations = 0
            modules_enabled = { "roster", "saslauth", "tls", "disco", "blocklist", "carbons", "offline", "smacks", "private", "vcard_legacy", "pep",
                "version", "uptime", "time", "ping", "register", "lastactivity"{archive} }
            default_archive_policy = false
            modules_disabled = { "s2s" }
            c2s_direct_tls_ssl = { key = "{folder}/server.key", certificate = "{folder}/server.crt" }
            ssl = { key = "{folder}/server.key", certificate = "{folder}/server.crt" }
            VirtualHost "bench.example"
            Component "rooms.bench.example" "muc"
                restrict_room_creation = false
                muc_room_default_persistent = false
            """;

    private final Child child;
    private final int port;

    private Prosody(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts it. */
    public static Server start(Setting setting) {
        Certificate.in(setting);
        Path configuration =
                setting.write(
                        "prosody.cfg.lua",
                        CONFIGURATION
                                .replace("{archive}", setting.archives() ? ", \"mam\"" : "")
                                .replace("{folder}", setting.folder().toString())
                                .replace("{port}", Integer.toString(setting.port()))
                                .replace("{secured}", Integer.toString(setting.port() + 1)));
        List<String> command =
                List.of(Installed.path("prosody"), "-F", "--config", configuration.toString());
        Child child = Child.start(setting.folder(), Map.of(), command);
        return new Prosody(child.listening(setting.port()), setting.port());
    }

    @Override
    public String name() {
        return "Prosody";
    }

    @Override
    public long pid() {
        return child.process().pid();
    }

    @Override
    public Target plain() {
        return Target.plain(port, DOMAIN);
    }

    @Override
    public Target secured() {
        return plain().with(Target.Security.DIRECT, port + 1);
    }

    @Override
    public String rooms() {
        return "rooms." + DOMAIN;
    }

    @Override
    public void close() {
        child.stop();
    }
}
