/**
 * Immutable XML elements, the streaming reader with its limits, and the writer. Plain Java: no
 * threads, no I/O.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.xml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
