/** Keeps everything in memory: for tests, and for servers that may forget. */
@NullMarked
package io.stoa.storage.memory;

import org.jspecify.annotations.NullMarked;
