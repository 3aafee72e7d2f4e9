/** Data forms (XEP-0004). Everything here is immutable. */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.stanza.form;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
