package io.stoa.info.last;

import io.stoa.storage.Codec;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.time.Instant;

/**
 * When an account was last there (XEP-0012 §3).
 *
 * @param time when its last session ended
 * @param status the text of its last unavailable presence, or ""
 */
record Departure(Instant time, String status) {

    static final StoreSpec<Departure> STORE =
            new StoreSpec<>(
                    "last",
                    1,
                    new Codec<>(Departure::write, (element, version) -> Departure.read(element)));

    private Element write() {
        return Element.of(LastHandler.NAMESPACE, "query", new Text(status))
                .with("time", time.toString());
    }

    private static Departure read(Element element) {
        return new Departure(Instant.parse(element.attribute("time")), element.text());
    }
}
