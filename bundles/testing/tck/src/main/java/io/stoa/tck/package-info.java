/** The toggle contract kit: what a feature must bear while people chat (docs/toggle-kit.md). */
@NullMarked
package io.stoa.tck;

import org.jspecify.annotations.NullMarked;
