/** What is done to a feature, each with what it must bear. */
@NullMarked
package io.stoa.tck.drill;

import org.jspecify.annotations.NullMarked;
