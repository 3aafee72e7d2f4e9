/** The Gogo shell with every command in it, over the control socket. */
@NullMarked
package io.stoa.admin.shell;

import org.jspecify.annotations.NullMarked;
