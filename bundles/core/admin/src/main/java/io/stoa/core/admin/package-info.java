/** Administration: commands, their command line, the audit log, and what is amiss. */
@NullMarked
package io.stoa.core.admin;

import org.jspecify.annotations.NullMarked;
