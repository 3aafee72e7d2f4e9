/** Streams: open, negotiate, read, close (RFC 6120 §4). See docs/threading.md. */
@NullMarked
@Rfc(number = "6120", section = "4, 11")
@Xep(number = "0170", version = "1.0")
package io.stoa.core.stream;

import io.stoa.bus.Rfc;
import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
