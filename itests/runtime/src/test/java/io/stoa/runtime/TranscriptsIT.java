package io.stoa.runtime;

import io.stoa.runtime.change.Parrot;
import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpStage;
import io.stoa.testkit.Transcript;
import io.stoa.testkit.TranscriptPlayer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every transcript happens as it is written, over TCP, in the assembled runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class TranscriptsIT {

    /** What a transcript has running only if it names it; the rest is always there. */
    public static final List<String> FEATURES =
            List.of(
                    "admin/adhoc",
                    "im/roster",
                    "im/presence",
                    "im/vcard",
                    "im/privatexml",
                    "im/blocking",
                    "im/carbons",
                    "im/mam",
                    "im/offline",
                    "info/caps",
                    "info/disco",
                    "info/ping",
                    "info/version",
                    "info/time",
                    "info/last",
                    "negotiation/csi",
                    "negotiation/ibr",
                    "negotiation/sm",
                    "service/component",
                    "service/gateway",
                    "service/gatewayirc",
                    "service/moderation",
                    "service/muc",
                    "service/slowmode",
                    "service/mucavatars",
                    "service/muchats",
                    "service/mucmam",
                    "service/mucsearch",
                    "service/occupantid",
                    "service/privilege");

    /** A network that cannot be reached; OneJvmStage has the same. */
    public static final String NETWORK =
            "io.stoa.service.gatewayirc:networks=net 127.0.0.1 1 plain";

    private RuntimeProcess server;
    private TcpStage stage;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RuntimeProcess.start(folder.resolve("data"), "--set", NETWORK);
        server.call("feature", "install", Parrot.bundle(folder).toString(), "--yes");
        stage = new TcpStage(server, FEATURES);
    }

    @AfterAll
    void stop() {
        stage.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyTranscriptHappensAsItIsWritten() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../transcripts"))) {
            List<Path> transcripts =
                    files.filter(it -> it.toString().endsWith(".xmpp")).sorted().toList();
            return transcripts.stream()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            String.valueOf(file.getFileName()),
                                            () ->
                                                    new TranscriptPlayer(stage)
                                                            .play(Transcript.read(file))));
        }
    }
}
