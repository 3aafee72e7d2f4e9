package io.stoa.gateway;

import io.stoa.commands.Command;
import io.stoa.commands.CommandException;
import io.stoa.commands.Outcome;
import io.stoa.commands.Replies;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.StanzaException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A command at a {@link RegistrationDesk}. Thread-safe; blocks as the registration does. */
sealed interface RegistrationCommand extends Command {

    /** Registers, or changes what was registered: the questions of the form, one form for all. */
    record Fill(String node, String title, Registration registration)
            implements RegistrationCommand {

        @Override
        public Optional<DataForm> form(Optional<DataForm> filled) {
            return Optional.of(RegistrationForm.form(registration, registration.known()));
        }

        @Override
        public Task task(Optional<DataForm> filled) {
            Map<String, String> given = new HashMap<>();
            filled.ifPresent(form -> form.fields().forEach(it -> given.put(it.name(), it.value())));
            Map<String, String> answers;
            try {
                answers = RegistrationForm.answers(given, registration.questions());
            } catch (StanzaException refused) {
                throw Replies.badPayload(refused.error().text());
            }
            return () -> {
                registration.put(answers);
                return Outcome.of(
                        Outcome.Severity.INFO, "You are registered: " + registration.title() + ".");
            };
        }

        /** There may be passwords in it. */
        @Override
        public String toString() {
            return node;
        }
    }

    /** Removes the registration, when it was said what that means. */
    record Remove(String node, String title, Registration registration)
            implements RegistrationCommand {

        @Override
        public boolean asks() {
            return true;
        }

        @Override
        public Optional<DataForm> form(Optional<DataForm> filled) {
            return Optional.empty();
        }

        @Override
        public Task task(Optional<DataForm> filled) {
            return new Task() {
                @Override
                public Optional<Outcome> plan() {
                    return Optional.of(Outcome.of(Outcome.Severity.WARN, registration.loss()));
                }

                @Override
                public Outcome run() {
                    if (registration.known().isEmpty()) {
                        throw new CommandException("You are not registered any more.");
                    }
                    registration.remove();
                    return Outcome.of(
                            Outcome.Severity.INFO,
                            "Your registration is removed: " + registration.title() + ".");
                }
            };
        }

        @Override
        public String toString() {
            return node;
        }
    }
}
