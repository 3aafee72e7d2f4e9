package io.stoa.negotiation.sm;

import io.stoa.session.Tracking;
import io.stoa.xml.Element;

import java.time.Duration;
import java.util.OptionalLong;

/** Reads the attributes of what clients send, by the schema of XEP-0198 §13. Stateless. */
final class Asked {

    /** Longer than any server would wait. */
    private static final Duration ANY = Duration.ofDays(365);

    private Asked() {}

    static boolean resume(Element enable) {
        String resume = enable.attribute("resume").strip();
        return resume.equals("true") || resume.equals("1");
    }

    /** What is no positive number expresses no preference. */
    static Duration max(Element enable) {
        String max = enable.attribute("max").strip();
        return max.matches("0*[1-9][0-9]{0,6}") ? Duration.ofSeconds(Long.parseLong(max)) : ANY;
    }

    static OptionalLong count(Element element) {
        String count = element.attribute("h").strip();
        if (!count.matches("[0-9]{1,10}")) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(count);
        return value < Tracking.MODULUS ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
