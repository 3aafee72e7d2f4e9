package io.stoa.archive;

/**
 * How much is sent at a time (XEP-0313 §4.3.1). Immutable.
 *
 * @param page how many messages to a client that does not say how many it wants
 * @param largest how many messages, or ids, at most
 * @param bytes after so many bytes a page ends, though at least one message is sent
 * @param counted so many messages are counted for a client that asks how many there are
 */
public record PageLimits(int page, int largest, int bytes, int counted) {}
