/** The stanza bus: what a feature may be, and what it may use. */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.bus;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
