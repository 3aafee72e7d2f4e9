package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;
import io.stoa.tck.server.Jars;
import io.stoa.tck.server.Reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** P13, P16: an older version is not taken unasked, an altered one never; there is a way back. */
final class PinDrill implements Drill {

    private static final int APART = 200;

    @Override
    public boolean always() {
        return false;
    }

    @Override
    public List<Finding> run(Crowd crowd, Subject subject) {
        Jars jars = crowd.jars(subject.bundle());
        String older = jars.next(APART);
        String newer = jars.next(APART + 1);
        UpdateDrill.update(crowd, subject, jars.version(older));
        UpdateDrill.update(crowd, subject, jars.version(newer));
        Reply downgrade = UpdateDrill.update(crowd, subject, jars.version(older));
        Finding refused = finding(crowd, subject, "an older version", downgrade, newer);
        Path kept = kept(crowd, subject.bundle() + "-" + older + ".jar");
        byte[] good = read(kept);
        byte[] bad = Arrays.copyOf(good, good.length + 1);
        write(kept, bad);
        Reply tampered = rollback(crowd, subject);
        Finding held = finding(crowd, subject, "an altered jar", tampered, newer);
        write(kept, good);
        Reply back = rollback(crowd, subject);
        String now = UpdateDrill.running(crowd, subject);
        return List.of(
                refused,
                held,
                new Finding(
                        "P13",
                        subject.name(),
                        "rollback once the jar is whole again",
                        "it runs",
                        "exit code " + back.code() + "; " + now + " runs",
                        back.code() == 0 && now.equals(older)));
    }

    private static Reply rollback(Crowd crowd, Subject subject) {
        return crowd.control().call("feature", "rollback", subject.feature(), "--yes", "--json");
    }

    private static Finding finding(
            Crowd crowd, Subject subject, String what, Reply reply, String before) {
        String runs = UpdateDrill.running(crowd, subject);
        return new Finding(
                "P16",
                subject.name(),
                what,
                "refused with a reason; what ran runs",
                "exit code %d; %s runs; “%s”"
                        .formatted(
                                reply.code(),
                                runs,
                                reply.text().strip().lines().findFirst().orElse("")),
                reply.code() != 0 && !reply.text().isBlank() && runs.equals(before));
    }

    private static Path kept(Crowd crowd, String name) {
        try (Stream<Path> files = Files.walk(crowd.data().resolve("repo"))) {
            return files.filter(it -> it.endsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not kept"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
