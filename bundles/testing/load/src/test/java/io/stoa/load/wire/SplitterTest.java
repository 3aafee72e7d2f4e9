package io.stoa.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What is cut where. */
class SplitterTest {

    private static final String STREAM =
            "<?xml version='1.0'?><stream:stream id='a>b' version=\"1.0\">"
                    + "<stream:features><bind/></stream:features> \n"
                    + "<message id='1'><body>a&lt;b > c</body><x a='/>'/></message><r/>"
                    + "<iq type='result'/></stream:stream>";

    private static final List<String> PARTS =
            List.of(
                    "opened",
                    "<stream:features><bind/></stream:features>",
                    "<message id='1'><body>a&lt;b > c</body><x a='/>'/></message>",
                    "<r/>",
                    "<iq type='result'/>",
                    "closed");

    private final List<String> parts = new ArrayList<>();
    private final Splitter splitter =
            new Splitter(
                    new Splitter.Sink() {
                        @Override
                        public void opened() {
                            parts.add("opened");
                        }

                        @Override
                        public void stanza(byte[] bytes, int from, int to) {
                            parts.add(Scan.text(bytes, from, to));
                        }

                        @Override
                        public void closed() {
                            parts.add("closed");
                        }
                    });

    @Test
    void stanzasAreCutWhereverTheBytesAreCut() {
        byte[] all = Scan.bytes(STREAM);
        for (int size = 1; size <= all.length; size++) {
            parts.clear();
            splitter.restart();
            for (int from = 0; from < all.length; from += size) {
                splitter.feed(all, from, Math.min(all.length, from + size));
            }
            assertThat(parts).as("in pieces of " + size).isEqualTo(PARTS);
        }
    }

    @Test
    void aStreamMayBeginAnewOnTheSameConnection() {
        feed("<stream:stream><success/>");
        splitter.restart();
        feed("<?xml version='1.0'?><stream:stream><a/>");
        assertThat(parts).containsExactly("opened", "<success/>", "opened", "<a/>");
    }

    private void feed(String text) {
        byte[] bytes = Scan.bytes(text);
        splitter.feed(bytes, 0, bytes.length);
    }
}
