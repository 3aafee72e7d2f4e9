package io.stoa.runtime.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Versions of a feature of two bundles, of which one has the words that the other says: they share
 * a package, so that neither can be replaced without the other.
 *
 * @param maker makes the bundles
 * @param folder has the features' files
 */
record Duet(BundleMaker maker, Path folder) {

    static final String NAME = "duet";

    private static final String WORDS = "org.example.words";
    private static final String VOICE = "org.example.voice";

    private static final String TEXT =
            """
            package org.example.words;

            public final class Text {
                public static String line() {
                    return "WORDS";
                }
            }
            """;

    private static final String SINGER =
            """
            package org.example.voice;

            import io.stoa.bus.*;
            import io.stoa.stanza.*;
            import io.stoa.xml.*;
            import org.osgi.service.component.annotations.*;

            @Component(service = IqHandler.class)
            @NonBlocking
            @HandlesIq(namespace = "urn:example:duet", target = Target.SERVER)
            public final class Singer implements IqHandler {

                @Activate
                public Singer() {
                    //ACTIVATE
                }

                @Override
                public IqResponse handle(IqRequest request, Context context) {
                    String line = org.example.words.Text.line();
                    return request.result(Element.of("urn:example:duet", "line", new Text(line)));
                }
            }
            """;

    /** One that works. */
    Path good(String version, String words) throws IOException {
        return make(version, words, "");
    }

    /** One whose second bundle throws when it is activated. */
    Path hoarse(String version) throws IOException {
        return make(version, "", "if (true) throw new IllegalStateException(\"a frog\");");
    }

    private Path make(String version, String words, String activate) throws IOException {
        Path home = Files.createDirectories(folder.resolve("duet-" + version));
        String text = TEXT.replace("WORDS", words);
        String export = "Export-Package:" + WORDS + ";version=" + version;
        bring(maker.make(WORDS, version, Map.of("Text", text), export), home);
        String singer = SINGER.replace("//ACTIVATE", activate);
        bring(maker.make(VOICE, version, Map.of("Text", text, "Singer", singer)), home);
        return Files.writeString(
                home.resolve("duet.json"),
                """
                {
                  "feature-resource-version": "1.0",
                  "id": "org.example:duet:%s",
                  "bundles": [
                    { "id": "org.example:%s:%s" },
                    { "id": "org.example:%s:%s" }
                  ]
                }
                """
                        .formatted(version, WORDS, version, VOICE, version));
    }

    private static void bring(Path jar, Path home) throws IOException {
        Files.copy(jar, home.resolve(jar.getFileName().toString()));
    }
}
