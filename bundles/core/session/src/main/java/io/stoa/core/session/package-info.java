/** The registry of sessions, and how stanzas reach them. */
@NullMarked
@Keeps(store = "session-journal", version = 2)
@Rfc(number = "6120", section = "7, 10.1")
package io.stoa.core.session;

import io.stoa.bus.Rfc;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
