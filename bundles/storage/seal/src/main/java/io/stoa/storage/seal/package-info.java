/** Seals secrets at rest, with a key in the data directory. */
@NullMarked
package io.stoa.storage.seal;

import org.jspecify.annotations.NullMarked;
