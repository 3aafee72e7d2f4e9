package io.stoa.runtime.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Services of a network of IRC that others wrote (Atheme): NickServ, and SASL for the server. */
final class IrcServices implements AutoCloseable {

    /** What they are called among servers. */
    static final String NAME = "services.stoa.example";

    /** By which they and the server know each other. */
    static final String SECRET = "as-you-like-it";

    private final Process process;

    private IrcServices(Process process) {
        this.process = process;
    }

    /** Joins them to a server. */
    static IrcServices start(Path folder, IrcServer server) throws IOException {
        Path conf = folder.resolve("atheme.conf");
        Files.writeString(
                conf,
                """
                loadmodule "modules/protocol/%s";
                loadmodule "modules/backend/opensex";
                loadmodule "modules/nickserv/main";
                loadmodule "modules/nickserv/identify";
                loadmodule "modules/nickserv/register";
                loadmodule "modules/saslserv/main";
                loadmodule "modules/saslserv/plain";
                serverinfo {
                    name = "%s"; desc = "a test"; numeric = "00A"; recontime = 1;
                    netname = "Stoa"; hidehostsuffix = "stoa.example";
                    adminname = "a"; adminemail = "a@stoa.example";
                    registeremail = "a@stoa.example"; auth = none; casemapping = rfc1459;
                };
                uplink "irc.stoa.example" {
                    host = "%s"; port = %d; send_password = "%s"; receive_password = "%s";
                };
                nickserv { nick = "NickServ"; user = "NickServ"; host = "%s"; real = "Nicks"; };
                saslserv { nick = "SaslServ"; user = "SaslServ"; host = "%s"; real = "SASL"; };
                general { commit_interval = 5; };
                """
                        .formatted(
                                server.program(),
                                NAME,
                                server.address(),
                                server.linkPort(),
                                SECRET,
                                SECRET,
                                NAME,
                                NAME));
        Process process =
                Installed.program("atheme-services")
                        .start(
                                folder.resolve("atheme.log"),
                                "-n",
                                "-c",
                                conf.toString(),
                                "-D",
                                folder.toString(),
                                "-l",
                                folder.resolve("atheme.said").toString(),
                                "-p",
                                folder.resolve("atheme.pid").toString());
        return new IrcServices(process);
    }

    /** Makes an account, as soon as they are there. */
    static void register(IrcServer server, String account, String password) throws IOException {
        try (IrcClient somebody = IrcClient.connect(server.address(), IrcServer.PORT, account)) {
            String line = "";
            while (!line.contains("is now registered")) {
                somebody.send("PRIVMSG NickServ :REGISTER " + password + " a@stoa.example");
                line = somebody.await("NickServ");
            }
        }
    }

    @Override
    public void close() {
        Installed.kill(process);
    }
}
