/** The verbs {@code stoa feature …}. */
@NullMarked
package io.stoa.core.lifecycle.command;

import org.jspecify.annotations.NullMarked;
