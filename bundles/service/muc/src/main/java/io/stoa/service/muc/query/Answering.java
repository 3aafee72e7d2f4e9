package io.stoa.service.muc.query;

import io.stoa.stanza.IqResponse;

import java.util.Optional;

/** An answer that is given once, by whoever is the first to take it. Not thread-safe. */
final class Answering {

    private Optional<IqResponse> answer;

    Answering(Optional<IqResponse> answer) {
        this.answer = answer;
    }

    Optional<IqResponse> take() {
        Optional<IqResponse> taken = answer;
        answer = Optional.empty();
        return taken;
    }
}
