package io.stoa.benchmarks.servers;

import io.stoa.load.Load;
import io.stoa.load.Questions.Question;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.List;

/**
 * Whether what clients say is archived: the server is told, if it can be, or each client tells it
 * (XEP-0313 §7).
 *
 * @param server the server
 * @param load by whom the clients are carried
 * @param clients everybody
 */
public record Archiving(Server server, Load load, List<Client> clients) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Has everything archived that they say, or no longer. */
    public void set(boolean on) throws InterruptedException {
        if (server instanceof ArchivingServer archiving) {
            archiving.archive(on);
            return;
        }
        String preferences =
                "<prefs xmlns='urn:xmpp:mam:2' default='%s'><always/><never/></prefs>"
                        .formatted(on ? "always" : "never");
        Question question = new Question("set", "", preferences);
        for (Client client : clients) {
            String answer = load.request(client, question, PATIENCE).orElse("nothing");
            if (!answer.contains("result")) {
                throw new IllegalStateException("preferences are answered by " + answer);
            }
        }
    }
}
