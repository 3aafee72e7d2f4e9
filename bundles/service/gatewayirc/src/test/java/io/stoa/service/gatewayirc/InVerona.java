package io.stoa.service.gatewayirc;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;

/** A test with Juliet, a gateway, and a network that the test itself is. */
abstract class InVerona {

    Verona verona;
    Ircd ircd;

    @BeforeEach
    final void raiseTheCurtain() throws IOException {
        verona = Verona.plain();
        ircd = verona.ircd;
    }

    @AfterEach
    final void lowerTheCurtain() {
        verona.close();
    }
}
