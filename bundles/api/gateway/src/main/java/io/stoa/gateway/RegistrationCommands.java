package io.stoa.gateway;

import io.stoa.commands.Command;
import io.stoa.commands.Executions;

import java.util.List;

/** Which commands a {@link RegistrationDesk} has for somebody. Stateless. */
final class RegistrationCommands {

    private RegistrationCommands() {}

    /** Who is registered may change that or remove it; who is not, may register. */
    static List<RegistrationCommand> all(Registration registration) {
        String title = registration.title();
        return registration.known().isEmpty()
                ? List.of(
                        new RegistrationCommand.Fill(
                                "register", "Register: " + title, registration))
                : List.of(
                        new RegistrationCommand.Fill(
                                "edit", "Change the registration: " + title, registration),
                        new RegistrationCommand.Remove(
                                "unregister", "Remove the registration: " + title, registration));
    }

    static Executions.Catalogue of(Registration registration) {
        return node ->
                all(registration).stream()
                        .filter(it -> it.node().equals(node))
                        .<Command>map(it -> it)
                        .findFirst();
    }
}
