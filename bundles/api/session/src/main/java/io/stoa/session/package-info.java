/** Sessions of connected resources and how stanzas reach them (RFC 6120 §7, RFC 6121 §4). */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
