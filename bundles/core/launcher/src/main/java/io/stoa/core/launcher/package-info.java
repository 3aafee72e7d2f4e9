/**
 * Starts the framework and speaks to a running server. A plain jar in {@code lib/}, not a bundle:
 * the one place with a {@code main} method, and the only one that writes to the terminal.
 */
@NullMarked
package io.stoa.core.launcher;

import org.jspecify.annotations.NullMarked;
