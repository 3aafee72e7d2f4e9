/** Commands for the domains of this server. */
@NullMarked
package io.stoa.admin.domains;

import org.jspecify.annotations.NullMarked;
