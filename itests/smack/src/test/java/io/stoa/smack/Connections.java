package io.stoa.smack;

import org.igniterealtime.smack.inttest.XmppConnectionDescriptor;
import org.igniterealtime.smack.inttest.XmppConnectionManager;
import org.jivesoftware.smack.XMPPConnectionRegistry;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.iqregister.packet.Registration;

import java.util.List;

import javax.net.ssl.X509TrustManager;

/**
 * Leads Smack's connections to the server under test. Of the kinds that Smack has, the blocking one
 * is used: about one log-in in thirty of the modular one hangs in 4.5.0-beta5, which then never
 * sends what it has queued, such as its ClientHello. There are no WebSockets yet.
 */
final class Connections {

    static final String NICKNAME = "tcp";

    private static final List<String> UNUSED =
            List.of(
                    "modular",
                    "modular-nocompress",
                    "modular-websocket-okhttp",
                    "modular-websocket-java11");

    private Connections() {}

    /**
     * For itself Smack knows a host and no port, and the pin of its configuration has no effect.
     */
    static void lead(int port, X509TrustManager trusted) throws ReflectiveOperationException {
        UNUSED.forEach(XmppConnectionManager::removeConnectionDescriptor);
        XmppConnectionManager.addConnectionDescriptor(
                XmppConnectionDescriptor.buildWith(
                                XMPPTCPConnection.class,
                                XMPPTCPConnectionConfiguration.class,
                                XMPPTCPConnectionConfiguration.Builder.class)
                        .withNickname(NICKNAME)
                        .applyExtraConfiguration(
                                builder ->
                                        builder.setHost("127.0.0.1")
                                                .setPort(port)
                                                .setCustomX509TrustManager(trusted))
                        .build());
    }

    /**
     * Whoever cancels an account is told the end by a stream error (XEP-0077 §3.2). Smack overlooks
     * the end of the stream behind it, and would wait for it at each of its many accounts.
     */
    static void waitLittleForTheEnd() {
        XMPPConnectionRegistry.addConnectionCreationListener(
                connection ->
                        connection.addStanzaSendingListener(
                                cancel -> connection.setReplyTimeout(500), Connections::cancels));
    }

    private static boolean cancels(Stanza stanza) {
        return stanza instanceof Registration registration
                && registration.getAttributes() != null
                && registration.getAttributes().containsKey("remove");
    }
}
