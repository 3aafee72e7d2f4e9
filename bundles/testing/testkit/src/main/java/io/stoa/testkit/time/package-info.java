/** Time as a test wants it. */
@NullMarked
package io.stoa.testkit.time;

import org.jspecify.annotations.NullMarked;
