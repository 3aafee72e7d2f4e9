package io.stoa.core.stream;

import io.stoa.stanza.StreamError;
import io.stoa.stream.Intake;

import java.util.concurrent.TimeUnit;

/** A stream of any kind, as the hub that ends it sees it. Thread-safe. */
interface OpenStream extends Intake {

    /** Closes the stream with an error; a session that can be resumed may be kept. */
    void fail(StreamError error, boolean keep);

    /** Waits until everything of the stream is done; false when that took too long. */
    boolean awaitEnd(long patience, TimeUnit unit);
}
