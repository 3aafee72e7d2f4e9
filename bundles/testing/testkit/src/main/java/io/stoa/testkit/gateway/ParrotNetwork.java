package io.stoa.testkit.gateway;

import io.stoa.gateway.Ear;
import io.stoa.gateway.Line;
import io.stoa.gateway.Login;
import io.stoa.gateway.Network;
import io.stoa.gateway.NetworkException;
import io.stoa.gateway.Question;

import org.osgi.service.component.annotations.Component;

import java.util.List;

/**
 * A network of one parrot. docs/gateways.md shows it as it stands here, transcripts speak with it.
 */
@Component
public final class ParrotNetwork implements Network {

    @Override
    public String label() {
        return "parrot"; // parrot.example.org
    }

    @Override
    public String title() {
        return "Parrot";
    }

    @Override
    public String type() {
        return "parrot"; // the gateway's identity in service discovery
    }

    @Override
    public boolean receipts() {
        return true; // it tells what it has heard
    }

    @Override
    public List<Question> questions() {
        return List.of(
                Question.text("username", "What the parrot calls you"),
                Question.secret("password", "The word that it knows you by"));
    }

    @Override
    public Line open(Login login, Ear ear) { // on a thread that may block
        if (!login.answer("password").equals("cracker")) {
            throw new NetworkException(NetworkException.Kind.REFUSED, "that is not the word");
        }
        ear.contacts(List.of(new Ear.Contact("Polly", "Polly the parrot")));
        ear.presence("Polly", true, "chat", "on her perch");
        return new Line() {
            @Override
            public void say(String name, String text) {
                if (!name.equals("Polly")) {
                    throw new NetworkException(NetworkException.Kind.NOBODY, "only Polly is here");
                }
                ear.said("Polly", text); // a real network says so on a thread of its own
            }

            @Override
            public void say(String name, String text, String id) {
                say(name, text);
                ear.delivered("Polly", id);
            }

            @Override
            public void close() {}
        };
    }
}
