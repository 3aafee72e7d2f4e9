package io.stoa.admin.control;

import io.stoa.stream.Listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code --ready-file}: who waits for it finds it whole or not at all. */
final class ReadyFile {

    private ReadyFile() {}

    static void write(Path file, String json) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, json + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static String json(
            long pid, List<String> domains, List<Listener> ports, Path control, Path data) {
        return "{\"pid\":%d,\"domains\":[%s],\"ports\":{%s},\"control\":%s,\"data\":%s}"
                .formatted(
                        pid,
                        domains.stream().map(ReadyFile::text).collect(Collectors.joining(",")),
                        ports.stream()
                                .map(port -> text(port.name()) + ":" + port.port())
                                .collect(Collectors.joining(",")),
                        text(control.toString()),
                        text(data.toString()));
    }

    private static String text(String value) {
        return value.chars()
                .mapToObj(c -> escaped((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(char c) {
        return c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : String.valueOf(c);
    }
}
