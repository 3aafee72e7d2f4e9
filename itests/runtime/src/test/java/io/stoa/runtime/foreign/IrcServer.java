package io.stoa.runtime.foreign;

import io.stoa.testkit.tls.TestKeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;

/** A server of IRC that others wrote, on an address of this machine that nobody else uses. */
final class IrcServer implements AutoCloseable {

    static final int PORT = 6667;
    private static final int LINK = 7000;

    private static final String NGIRCD = "ngircd";

    private final Path folder;
    private final String name;
    private final Installed program;
    private final List<String> arguments;
    private final String address;
    private final String how;
    private Process process;

    private IrcServer(Path folder, String name, String address)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.folder = folder;
        this.name = name;
        this.program = Installed.program(name);
        this.address = address;
        Path conf = folder.resolve(name + ".conf");
        boolean ngircd = name.equals(NGIRCD);
        if (ngircd) {
            this.how = PORT + " plain";
        } else {
            TestKeys keys = TestKeys.make(folder, "irc.stoa.example");
            Files.writeString(folder.resolve("irc.pem"), keys.pem());
            this.how = "6697 tls " + keys.fingerprint();
        }
        Files.writeString(conf, ngircd ? ngircd(address) : inspircd(address, folder));
        this.arguments =
                ngircd
                        ? List.of("-n", "-f", conf.toString())
                        : List.of("--nofork", "--runasroot", "--config", conf.toString());
        this.process = run();
    }

    /** Starts {@code ngircd} or {@code inspircd}; where it is not installed the test is skipped. */
    static IrcServer start(Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        SecureRandom random = new SecureRandom();
        // all of 127/8 is this machine
        return new IrcServer(
                folder,
                name,
                "127.%d.%d.%d"
                        .formatted(
                                10 + random.nextInt(200),
                                random.nextInt(256),
                                1 + random.nextInt(250)));
    }

    private static String ngircd(String address) {
        return """
        [Global]
        Name = irc.stoa.example
        Info = a test
        Listen = %s
        Ports = %d
        [Limits]
        MaxConnectionsIP = 0
        [Options]
        DNS = no
        Ident = no
        PAM = no
        [Server]
        Name = %s
        MyPassword = %s
        PeerPassword = %s
        ServiceMask = *Serv
        Passive = yes
        """
                .formatted(address, PORT, IrcServices.NAME, IrcServices.SECRET, IrcServices.SECRET);
    }

    private static String inspircd(String address, Path folder) {
        return """
        <server name="irc.stoa.example" description="a test" network="Stoa">
        <admin name="a" nick="a" email="a@stoa.example">
        <bind address="%1$s" port="%2$d" type="clients">
        <bind address="%1$s" port="6697" type="clients" sslprofile="tls">
        <sslprofile name="tls" provider="gnutls" certfile="%3$s/irc.pem" keyfile="%3$s/irc.pem">
        <bind address="%1$s" port="%4$d" type="servers">
        <link name="%5$s" ipaddr="%1$s" port="%4$d" allowmask="127.0.0.0/8" sendpass="%6$s"
            recvpass="%6$s">
        <uline server="%5$s" silent="yes">
        <sasl target="%5$s" requiressl="no">
        <connect name="all" allow="*" localmax="100" globalmax="100" useident="no"
            resolvehostnames="no" fakelag="no" threshold="1000000" commandrate="1000000">
        <path configdir="%3$s" datadir="%3$s" logdir="%3$s" runtimedir="%3$s"
            moduledir="/usr/lib/inspircd/modules">
        <options prefixquit="" defaultmodes="not">
        <module name="cap">
        <module name="ircv3">
        <module name="ircv3_echomessage">
        <module name="ircv3_servertime">
        <module name="ircv3_batch">
        <module name="ircv3_ctctags">
        <module name="namesx">
        <module name="chanhistory">
        <module name="ircv3_msgid">
        <module name="pbkdf2">
        <module name="spanningtree">
        <module name="ssl_gnutls">
        <module name="services_account">
        <module name="sasl">
        <pid file="%3$s/inspircd.pid">
        """
                .formatted(address, PORT, folder, LINK, IrcServices.NAME, IrcServices.SECRET);
    }

    private Process run() {
        return program.start(folder.resolve("irc.log"), arguments.toArray(String[]::new));
    }

    String address() {
        return address;
    }

    /** Returns the program's name. */
    String program() {
        return name;
    }

    /** Returns the network as it is configured: with TLS, but for ngircd. */
    String network(String called) {
        return called + " " + address + " " + how;
    }

    /** Returns where other servers connect. */
    int linkPort() {
        return name.equals(NGIRCD) ? PORT : LINK;
    }

    void restart() {
        Installed.kill(process);
        process = run();
    }

    @Override
    public void close() {
        Installed.kill(process);
    }
}
