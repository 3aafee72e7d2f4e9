package io.stoa.archive;

import io.stoa.jid.Jid;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Who asks for messages.
 *
 * @param address who gets them
 * @param view how it may see a message
 * @param sink takes what is sent to it, in this order
 */
public record Asker(Jid address, UnaryOperator<Message> view, Consumer<Stanza> sink) {}
