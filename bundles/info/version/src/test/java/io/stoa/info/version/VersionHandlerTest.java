package io.stoa.info.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.stream.Collectors;

class VersionHandlerTest {

    private static final BareJid SERVER = BareJid.parse("stoa.example");
    private static final Element QUERY = Element.of(VersionHandler.NAMESPACE, "query");

    @Test
    void tellsNameAndVersion() {
        assertThat(parts(Map.of())).containsOnlyKeys("name", "version");
        assertThat(parts(Map.of())).containsEntry("name", "Stoa");
        assertThat(parts(Map.of()).get("version")).isNotEmpty();
    }

    @Test
    void tellsTheOperatingSystemOnlyWhenConfigured() {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version");
        assertThat(parts(Map.of("os", true))).containsEntry("os", os);
        assertThat(parts(Map.of("os", false))).doesNotContainKey("os");
    }

    @Test
    void refusesEverythingElse() {
        assertThat(answer(IqSet.of("v1", QUERY), Map.of())).isInstanceOf(IqError.class);
        Element other = Element.of(VersionHandler.NAMESPACE, "version");
        assertThat(answer(IqGet.of("v1", other), Map.of())).isInstanceOf(IqError.class);
    }

    private static Map<String, String> parts(Map<String, Object> configuration) {
        Element answer = answer(IqGet.of("v1", QUERY), configuration).payloads().getFirst();
        assertThat(answer.is(VersionHandler.NAMESPACE, "query")).isTrue();
        return answer.elements().collect(Collectors.toMap(Element::local, Element::text));
    }

    private static IqResponse answer(IqRequest request, Map<String, Object> configuration) {
        VersionHandler handler =
                new VersionHandler(Configs.of(VersionHandler.Config.class, configuration));
        return handler.handle(
                request.withFrom(Jid.parse("juliet@stoa.example/balcony")).withTo(SERVER),
                TestContext.received(SERVER));
    }
}
