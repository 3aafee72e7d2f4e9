package io.stoa.benchmarks.servers;

import io.stoa.load.wire.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ejabberd as Debian packages it, without the schedulers' busy waiting, which only costs CPU. */
public final class Ejabberd implements Server {

    private static final String CONFIGURATION =
            """
            hosts: [ bench.example ]
            loglevel: warning
            certfiles: [ "{certificate}" ]
            acme: { auto: false }
            listen:
              - { port: {port}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, backlog: 1024, starttls: true }
              - { port: {secured}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, backlog: 1024, tls: true }
            auth_method: [ internal ]
            auth_password_format: scram
            registration_timeout: infinity
            max_fsm_queue: 100000
            modules:
              mod_blocking: {}
              mod_caps: {}
              mod_carboncopy: {}
              mod_disco: {}
              mod_last: {}
              mod_offline: {}
              mod_muc:
                host: rooms.bench.example
                max_users: 2000
                default_room_options: { persistent: false, logging: false, max_users: 2000 }
              mod_ping: {}
              mod_private: {}
              mod_privacy: {}
              mod_register: { access: all, ip_access: all }
              mod_roster: {}
              mod_stream_mgmt: {}
              mod_time: {}
              mod_vcard: {}
              mod_version: {}
            """;

    private static final String ARCHIVE = "  mod_mam: { default: never }\n";

    private final Child child;
    private final int port;

    private Ejabberd(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts it. */
    public static Server start(Setting setting) {
        Path configuration =
                setting.write(
                        "ejabberd.yml",
                        CONFIGURATION
                                .replace("{port}", Integer.toString(setting.port()))
                                .replace("{secured}", Integer.toString(setting.port() + 1))
                                .replace("{certificate}", Certificate.in(setting).toString())
                                .concat(setting.archives() ? ARCHIVE : ""));
        List<String> command =
                List.of(
                        "erl",
                        "-noinput",
                        "+K",
                        "true",
                        "+P",
                        "250000",
                        "+sbwt",
                        "none",
                        "+sbwtdcpu",
                        "none",
                        "+sbwtdio",
                        "none",
                        "-mnesia",
                        "dir",
                        "\"" + setting.folder().resolve("spool") + "\"",
                        "-s",
                        "ejabberd");
        Map<String, String> environment =
                Map.of(
                        "ERL_LIBS", libraries(),
                        "ERL_MAX_PORTS", "200000",
                        "HOME", setting.folder().toString(),
                        "EJABBERD_CONFIG_PATH", configuration.toString(),
                        "EJABBERD_LOG_PATH", setting.folder().resolve("ejabberd.log").toString());
        Child child = Child.start(setting.folder(), environment, command);
        return new Ejabberd(child.listening(setting.port()), setting.port());
    }

    /** Where its code is, says its own script. */
    private static String libraries() {
        try {
            String script = Files.readString(Path.of(Installed.path("ejabberdctl")));
            Matcher matcher = Pattern.compile("(?m)^ERL_LIBS='(.*)'$").matcher(script);
            return matcher.find() ? matcher.group(1) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String name() {
        return "ejabberd";
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
