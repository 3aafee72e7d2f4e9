/** Streams and their negotiation (RFC 6120 §4), connections and listeners. */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.stream;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
