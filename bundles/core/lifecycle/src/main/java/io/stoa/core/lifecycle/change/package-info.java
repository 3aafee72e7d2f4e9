/** From one set of bundles to another while stanzas flow: plan, gate, swap, health, way back. */
@NullMarked
package io.stoa.core.lifecycle.change;

import org.jspecify.annotations.NullMarked;
