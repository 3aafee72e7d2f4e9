/** What administrators see of sessions and can do to them. */
@NullMarked
package io.stoa.core.session.commands;

import org.jspecify.annotations.NullMarked;
