package io.stoa.testkit;

import io.stoa.xml.Element;

import java.util.List;
import java.util.Set;

/**
 * Where a transcript is played. What an actor sent has happened when another acts, or the server
 * does. Not thread-safe.
 */
public interface TranscriptStage extends AutoCloseable {

    /** Prepares a server with these features running and these accounts, empty. */
    void begin(List<String> bundles, Set<String> accounts);

    /**
     * Connects an actor, {@code juliet} or {@code juliet/chamber}, or a component; returns its full
     * JID or its domain.
     */
    String connect(String actor);

    /** Lets an actor administer the server. */
    void administer(String actor);

    /** Sends XML as an actor. */
    void send(String actor, String xml);

    /** Takes the next stanza an actor gets, waiting for it for a while. */
    Element receive(String actor);

    /** Ends an actor's stream; when this returns, its session is over. */
    void disconnect(String actor);

    /** Lets an actor's connection be lost; whether its session is over, is the server's affair. */
    void drop(String actor);

    /** Lets an actor come back on another stream: logged in, without a resource. */
    void comeBack(String actor);

    /** Stops a feature. */
    void stop(String bundle);

    /** Starts a feature again. */
    void start(String bundle);

    /** Runs an administrative command. */
    void run(String line);

    /** Returns what came that the transcript did not mention, with its actor. */
    List<String> unexpected();

    @Override
    void close();

    /**
     * Who acts in a transcript: {@code juliet}, or {@code juliet/chamber} for one of several
     * resources. Immutable.
     *
     * @param account the name of the account
     * @param resource the resource
     */
    record Actor(String account, String resource) {

        /** Reads a name as transcripts write it. */
        public static Actor of(String text) {
            int slash = text.indexOf('/');
            return slash < 0
                    ? new Actor(text, "resource")
                    : new Actor(text.substring(0, slash), text.substring(slash + 1));
        }
    }
}
