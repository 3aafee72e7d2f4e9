/** Features come, go and are replaced while the server runs: docs/live-change.md. */
@NullMarked
package io.stoa.core.lifecycle;

import org.jspecify.annotations.NullMarked;
