/**
 * Message, presence and iq stanzas, the errors of streams and stanzas (RFC 6120 §4.9, §8), data
 * forms (XEP-0004). Everything here is immutable.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.stanza;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
