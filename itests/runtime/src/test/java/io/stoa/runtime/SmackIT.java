package io.stoa.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;

import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.roster.RosterEntry;
import org.jivesoftware.smack.roster.packet.RosterPacket.ItemType;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.blocking.BlockingCommandManager;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.iqprivate.PrivateDataManager;
import org.jivesoftware.smackx.iqversion.VersionManager;
import org.jivesoftware.smackx.offline.OfflineMessageManager;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.time.EntityTimeManager;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.vcardtemp.packet.VCard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.impl.JidCreate;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.X509TrustManager;

/** Two people with Smack: SCRAM over STARTTLS, the server's own certificate pinned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmackIT {

    private static final int MESSAGES = 1000;

    private RuntimeProcess server;
    private X509Certificate certificate;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = RuntimeProcess.start(folder.resolve("data"));
        Path pem = server.data().resolve("certificates").resolve(Stoa.DOMAIN + ".crt");
        try (InputStream in = Files.newInputStream(pem)) {
            certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        for (String name : List.of("juliet", "romeo", "nurse")) {
            server.call("account", "add", name + "@" + Stoa.DOMAIN, "--password", "secret");
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private XMPPTCPConnectionConfiguration.Builder configuration(String name) throws Exception {
        return XMPPTCPConnectionConfiguration.builder()
                .setHost("127.0.0.1")
                .setPort(server.port("c2s"))
                .setXmppDomain(Stoa.DOMAIN)
                .setUsernameAndPassword(name, "secret")
                .setSecurityMode(SecurityMode.required)
                .setCustomX509TrustManager(new Pinned(certificate))
                .setHostnameVerifier((host, session) -> host.equals(Stoa.DOMAIN));
    }

    private AbstractXMPPConnection connect(String name) throws Exception {
        AbstractXMPPConnection connection =
                new XMPPTCPConnection(configuration(name).setResource("smack").build());
        Roster roster = Roster.getInstanceFor(connection);
        roster.setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        connection.connect().login();
        roster.reloadAndWait();
        return connection;
    }

    private static BareJid jid(String name) throws Exception {
        return JidCreate.bareFrom(name + "@" + Stoa.DOMAIN);
    }

    @Test
    void twoPeopleMeetAndChatInOrderAndAgainAfterAReconnect() throws Exception {
        AbstractXMPPConnection juliet = connect("juliet");
        AbstractXMPPConnection romeo = connect("romeo");
        assertThat(juliet.isSecureConnection()).isTrue();
        subscribe(juliet, "romeo");
        subscribe(romeo, "juliet");
        awaitBoth(juliet, "romeo");
        awaitBoth(romeo, "juliet");
        awaitPresence(juliet, "romeo", true);
        exchange(juliet, romeo);
        romeo.disconnect();
        awaitPresence(juliet, "romeo", false);
        AbstractXMPPConnection again = connect("romeo");
        awaitPresence(juliet, "romeo", true);
        awaitPresence(again, "juliet", true);
        exchange(juliet, again);
        juliet.disconnect();
        again.disconnect();
    }

    private static void subscribe(AbstractXMPPConnection from, String to) throws Exception {
        Roster.getInstanceFor(from).createItemAndRequestSubscription(jid(to), to, null);
    }

    private static void awaitBoth(AbstractXMPPConnection connection, String contact)
            throws Exception {
        Roster roster = Roster.getInstanceFor(connection);
        RosterEntry entry = roster.getEntry(jid(contact));
        while (entry == null || entry.getType() != ItemType.both) {
            entry = roster.getEntry(jid(contact));
            Thread.onSpinWait();
        }
    }

    private static void awaitPresence(
            AbstractXMPPConnection connection, String contact, boolean available) throws Exception {
        Roster roster = Roster.getInstanceFor(connection);
        Presence presence = roster.getPresence(jid(contact));
        while (presence.isAvailable() != available) {
            presence = roster.getPresence(jid(contact));
            Thread.onSpinWait();
        }
    }

    private static void exchange(AbstractXMPPConnection juliet, AbstractXMPPConnection romeo)
            throws Exception {
        BlockingQueue<String> atJuliet = incoming(juliet);
        BlockingQueue<String> atRomeo = incoming(romeo);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            sent.add("message " + i);
            ChatManager.getInstanceFor(juliet)
                    .chatWith(jid("romeo").asEntityBareJidOrThrow())
                    .send("message " + i);
            ChatManager.getInstanceFor(romeo)
                    .chatWith(jid("juliet").asEntityBareJidOrThrow())
                    .send("message " + i);
        }
        assertThat(taken(atJuliet)).isEqualTo(sent);
        assertThat(taken(atRomeo)).isEqualTo(sent);
    }

    private static BlockingQueue<String> incoming(AbstractXMPPConnection connection) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        connection.addSyncStanzaListener(
                stanza -> queue.add(((org.jivesoftware.smack.packet.Message) stanza).getBody()),
                stanza ->
                        stanza instanceof org.jivesoftware.smack.packet.Message message
                                && message.getBody() != null);
        return queue;
    }

    private static List<String> taken(BlockingQueue<String> queue) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < MESSAGES) {
            String next = queue.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("after %d messages", taken.size()).isNotNull();
            taken.add(next);
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "PLAIN"})
    void everyMechanismThatSmackKnowsLogsIn(String mechanism) throws Exception {
        XMPPTCPConnection connection =
                new XMPPTCPConnection(
                        configuration("nurse").addEnabledSaslMechanism(mechanism).build());
        connection.connect().login();
        assertThat(connection.getUsedSaslMechansism()).isEqualTo(mechanism);
        connection.disconnect();
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        XMPPTCPConnection connection =
                new XMPPTCPConnection(
                        configuration("nurse").setUsernameAndPassword("nurse", "wrong").build());
        connection.connect();
        assertThatThrownBy(connection::login).isInstanceOf(SASLErrorException.class);
        connection.disconnect();
    }

    @Test
    void smacksOwnManagersFindWhatTheyLookFor() throws Exception {
        AbstractXMPPConnection nurse = connect("nurse");
        assertThat(PingManager.getInstanceFor(nurse).pingMyServer()).isTrue();
        assertThat(
                        ServiceDiscoveryManager.getInstanceFor(nurse)
                                .serverSupportsFeature("urn:xmpp:ping"))
                .isTrue();
        assertThat(
                        VersionManager.getInstanceFor(nurse)
                                .getVersion(nurse.getXMPPServiceDomain())
                                .getName())
                .isEqualTo("Stoa");
        assertThat(EntityTimeManager.getInstanceFor(nurse).getTime(nurse.getXMPPServiceDomain()))
                .isNotNull();
        assertThat(PrivateDataManager.getInstanceFor(nurse).getPrivateData("prefs", "urn:prefs"))
                .isNotNull();
        VCard card = new VCard();
        card.setFirstName("Angelica");
        VCardManager.getInstanceFor(nurse).saveVCard(card);
        assertThat(VCardManager.getInstanceFor(nurse).loadVCard().getFirstName())
                .isEqualTo("Angelica");
        nurse.disconnect();
    }

    /** The offline messages of a client that has no presence yet (XEP-0013), and XEP-0191. */
    @Test
    void whatWaitsIsTakenOneByOneAndWhoIsBlockedIsNotHeard() throws Exception {
        server.call("account", "add", "tybalt@" + Stoa.DOMAIN, "--password", "secret");
        AbstractXMPPConnection nurse = connect("nurse");
        for (String body : List.of("one", "two")) {
            ChatManager.getInstanceFor(nurse)
                    .chatWith(jid("tybalt").asEntityBareJidOrThrow())
                    .send(body);
        }
        // in order behind the messages: when it is answered, they are kept
        assertThat(PingManager.getInstanceFor(nurse).pingMyServer()).isTrue();

        XMPPTCPConnection tybalt =
                new XMPPTCPConnection(configuration("tybalt").setSendPresence(false).build());
        tybalt.connect().login();
        OfflineMessageManager waiting = OfflineMessageManager.getInstanceFor(tybalt);
        assertThat(waiting.supportsFlexibleRetrieval()).isTrue();
        assertThat(waiting.getMessageCount()).isEqualTo(2);
        assertThat(waiting.getMessages())
                .extracting(org.jivesoftware.smack.packet.Message::getBody)
                .containsExactly("one", "two");
        waiting.deleteMessages();
        assertThat(waiting.getMessageCount()).isZero();

        BlockingCommandManager blocking = BlockingCommandManager.getInstanceFor(tybalt);
        assertThat(blocking.isSupportedByServer()).isTrue();
        blocking.blockContacts(List.of(jid("nurse")));
        assertThat(blocking.getBlockList()).containsExactly(jid("nurse"));
        assertThat(PingManager.getInstanceFor(nurse).ping(tybalt.getUser(), 10_000)).isFalse();
        blocking.unblockAll();
        assertThat(PingManager.getInstanceFor(nurse).ping(tybalt.getUser(), 10_000)).isTrue();
        tybalt.disconnect();
        nurse.disconnect();
    }

    /** Trusts one certificate. */
    private record Pinned(X509Certificate certificate) implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            if (!chain[0].equals(certificate)) {
                throw new CertificateException("not the pinned certificate");
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
