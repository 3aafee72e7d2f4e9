package io.stoa.testkit;

import io.stoa.testkit.component.ComponentActors;
import io.stoa.xml.Element;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Plays transcripts on a stage. Not thread-safe. */
public final class TranscriptPlayer {

    private final TranscriptStage stage;

    /** Makes a player. */
    public TranscriptPlayer(TranscriptStage stage) {
        this.stage = stage;
    }

    /**
     * Plays a transcript.
     *
     * @throws AssertionError when something else happens than it says
     */
    public void play(Transcript transcript) {
        Set<String> actors = new TreeSet<>();
        transcript.steps().stream()
                .filter(step -> step.verb().equals("connects"))
                .filter(step -> !ComponentActors.acts(step.actor()))
                .forEach(step -> actors.add(TranscriptStage.Actor.of(step.actor()).account()));
        stage.begin(transcript.bundles(), actors);
        Map<String, String> names = new HashMap<>();
        for (Transcript.Step step : transcript.steps()) {
            try {
                play(step, names);
            } catch (AssertionError | IllegalStateException failure) {
                throw new AssertionError(
                        "line %d, %s %s: %s"
                                .formatted(
                                        step.line(),
                                        step.actor(),
                                        step.verb(),
                                        failure.getMessage()),
                        failure);
            }
        }
        List<String> unexpected = stage.unexpected();
        if (!unexpected.isEmpty()) {
            throw new AssertionError("not in the transcript: " + String.join("\n", unexpected));
        }
    }

    private void play(Transcript.Step step, Map<String, String> names) {
        switch (step.verb()) {
            case "connects" -> names.put(step.actor(), stage.connect(step.actor()));
            case "administers" -> stage.administer(step.actor());
            case "disconnects" -> stage.disconnect(step.actor());
            case "drops" -> stage.drop(step.actor());
            case "returns" -> stage.comeBack(step.actor());
            case "sends" -> stage.send(step.actor(), filled(step.what(), names));
            case "receives" -> receive(step, names);
            case "stops" -> stage.stop(step.what());
            case "runs" -> stage.run(step.what());
            default -> stage.start(step.what());
        }
    }

    private void receive(Transcript.Step step, Map<String, String> names) {
        String wanted = filled(step.what(), names).strip();
        Element actual = stage.receive(step.actor());
        String difference = new XmlMatcher(names).difference(wanted, actual);
        if (!difference.isEmpty()) {
            throw new AssertionError(
                    difference
                            + "\n"
                            + step.actor()
                            + " received "
                            + actual
                            + "\ninstead of "
                            + wanted);
        }
    }

    private static String filled(String xml, Map<String, String> names) {
        String text = xml;
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace("{" + name.getKey() + "}", name.getValue());
        }
        return text;
    }
}
