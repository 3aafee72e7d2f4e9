/** How features come, go and are replaced while the server runs. */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
