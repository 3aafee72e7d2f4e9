/** Commands for administrators. */
@NullMarked
package io.stoa.service.muc.admin;

import org.jspecify.annotations.NullMarked;
