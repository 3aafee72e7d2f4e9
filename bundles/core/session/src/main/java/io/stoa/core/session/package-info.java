/** The registry of sessions, and how stanzas reach them. */
@NullMarked
@Rfc(number = "6120", section = "7, 10.1")
package io.stoa.core.session;

import io.stoa.bus.Rfc;

import org.jspecify.annotations.NullMarked;
