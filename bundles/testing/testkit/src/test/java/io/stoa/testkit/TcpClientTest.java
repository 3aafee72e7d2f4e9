package io.stoa.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

class TcpClientTest {

    private static final String HEADER =
            "<stream:stream xmlns='jabber:client'"
                    + " xmlns:stream='http://etherx.jabber.org/streams'"
                    + " version='1.0'><stream:features/>";

    private final ServerSocket listener;
    private final TcpClient client;
    private final Socket server;

    /** The client's thread reads what is written here before the client asks for it. */
    TcpClientTest() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = TcpClient.unopened(listener.getLocalPort());
        server = listener.accept();
        write(HEADER);
        assertThat(client.receive().local()).isEqualTo("features");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
    }

    private void write(String xml) throws IOException {
        server.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void elementsComeInTheirOrder() throws IOException {
        write("<iq id='1'/><iq id='2'/>");
        assertThat(client.receive().attribute("id")).isEqualTo("1");
        assertThat(client.receive().attribute("id")).isEqualTo("2");
    }

    @Test
    void whoeverAsksAfterTheEndIsToldEachTime() throws IOException {
        write("</stream:stream>");
        assertEnded("the stream ended");
        assertEnded("the stream ended");
        client.disconnect();
    }

    @Test
    void aLostConnectionIsAnEnd() throws IOException {
        server.close();
        assertEnded("the stream ended");
        client.disconnect();
    }

    @Test
    void whatIsNotXmlEndsTheStream() throws IOException {
        write("<iq><");
        write("<");
        assertEnded("the stream ended: ");
    }

    @Test
    void disconnectingPassesOverWhatComesBeforeTheEnd() throws IOException {
        write("<presence/></stream:stream>");
        client.disconnect();
        assertEnded("the stream ended");
    }

    @Test
    void whatComesBeforeItSettlesIsStillThere() throws IOException {
        write("<iq id='1'/><iq id='2'/><iq id='stoa-settled' type='error'/><iq id='3'/>");
        client.settle();
        assertThat(client.receive().attribute("id")).isEqualTo("1");
        assertThat(client.receive().attribute("id")).isEqualTo("2");
        assertThat(client.receive().attribute("id")).isEqualTo("3");
        assertThat(client.waiting()).isEmpty();
    }

    @Test
    void anEndedStreamIsSettled() throws IOException {
        write("<iq id='1'/></stream:stream>");
        client.settle();
        client.settle();
        assertThat(client.receive().attribute("id")).isEqualTo("1");
        assertEnded("the stream ended");
    }

    private void assertEnded(String message) {
        assertThatThrownBy(client::receive)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(message);
    }
}
