package io.stoa.onejvm;

import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** path.txt: reads the table of who gets what. Immutable. */
record PathTable(Map<String, Message> messages, List<Scene> scenes) {

    /**
     * Who is there.
     *
     * @param title what it is about
     * @param to the address that Juliet writes to
     * @param resources Romeo's resources, in order
     * @param words what else is so, such as {@code juliet blocks romeo}
     * @param rows what must come of which messages
     */
    record Scene(
            String title, String to, List<Resource> resources, Set<String> words, List<Row> rows) {}

    /** A resource of Romeo's. */
    record Resource(String name, int priority, boolean carbons) {}

    /**
     * What must come of a message.
     *
     * @param message its name
     * @param cells Juliet's sending resource, her other one, Romeo's resources, one that comes
     *     later, the archives
     */
    record Row(String message, List<String> cells) {}

    static PathTable read() {
        try (InputStream file =
                Objects.requireNonNull(PathTable.class.getResourceAsStream("path.txt"))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PathTable parse(List<String> lines) {
        Map<String, Message> messages = new LinkedHashMap<>();
        List<Scene> scenes = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("message ")) {
                String[] parts = line.substring("message ".length()).split("=", 2);
                messages.put(
                        parts[0].strip(),
                        (Message) Stanza.from(Xml.parse(parts[1].strip(), Stanza.CLIENT)));
            } else if (line.startsWith("scene ")) {
                scenes.add(scene(line.substring("scene ".length())));
            } else {
                rows(line, scenes.getLast(), messages);
            }
        }
        return new PathTable(messages, scenes);
    }

    private static Scene scene(String text) {
        String[] halves = text.split(":", 2);
        String to = "";
        List<Resource> resources = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>();
        for (String part : halves[1].split(";", -1)) {
            List<String> tokens = List.of(part.strip().split(" +", -1));
            if (tokens.getFirst().equals("to")) {
                to = tokens.get(1);
            } else if (tokens.size() > 1 && tokens.get(1).matches("-?[0-9]+")) {
                resources.add(
                        new Resource(
                                tokens.getFirst(),
                                Integer.parseInt(tokens.get(1)),
                                tokens.contains("carbons")));
            } else {
                words.add(part.strip());
            }
        }
        return new Scene(halves[0].strip(), to, resources, words, new ArrayList<>());
    }

    private static void rows(String line, Scene scene, Map<String, Message> messages) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        List<String> names =
                cells.getFirst().equals("*")
                        ? messages.keySet().stream().filter(it -> !has(scene, it)).toList()
                        : List.of(cells.getFirst().split(", *", -1));
        for (String name : names) {
            boolean right =
                    messages.containsKey(name)
                            && !has(scene, name)
                            && cells.size() == scene.resources().size() + 5;
            if (!right) {
                throw new IllegalArgumentException(scene.title() + ": " + name + " in " + line);
            }
            scene.rows().add(new Row(name, cells.subList(1, cells.size())));
        }
    }

    private static boolean has(Scene scene, String message) {
        return scene.rows().stream().anyMatch(row -> row.message().equals(message));
    }
}
