/** Storage in three shapes, for any back end: documents, items and logs. */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
