/** What other features may do with external components, and what one is itself (XEP-0114). */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.component;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
