package io.stoa.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

/** Two who talk without anything that is kept. */
final class Pair implements AutoCloseable {

    private final TcpClient juliet;
    private final TcpClient romeo;

    Pair(RuntimeProcess server) {
        juliet = TcpClient.connect(server.port("c2s"), "juliet", "x", "balcony");
        romeo = TcpClient.connect(server.port("c2s"), "romeo", "x", "orchard");
    }

    void talk() {
        for (int i = 0; i < 20; i++) {
            juliet.send(
                    "<message type='chat' to='%s' id='m%d'><body>O</body>%s</message>"
                            .formatted(romeo.address(), i, "<no-store xmlns='urn:xmpp:hints'/>"));
            Element heard = romeo.receive();
            assertThat(heard.attribute("id")).isEqualTo("m" + i);
            assertThat(heard.attribute("type")).isEqualTo("chat");
            Element pong =
                    romeo.request(
                            "<iq type='get' id='p%d'><ping xmlns='urn:xmpp:ping'/></iq>"
                                    .formatted(i));
            assertThat(pong.attribute("type")).isEqualTo("result");
        }
    }

    @Override
    public void close() {
        juliet.close();
        romeo.close();
    }
}
