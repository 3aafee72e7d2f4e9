/** Commands and the shell over SSH (RFC 4254), for whoever has a key. */
@NullMarked
package io.stoa.admin.ssh;

import org.jspecify.annotations.NullMarked;
