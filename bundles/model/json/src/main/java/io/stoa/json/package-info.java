/**
 * JSON (RFC 8259): values, a strict reader and a writer. All types are immutable or stateless, and
 * may be shared between threads.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
