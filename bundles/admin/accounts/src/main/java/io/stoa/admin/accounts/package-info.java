/** Commands for accounts. */
@NullMarked
package io.stoa.admin.accounts;

import org.jspecify.annotations.NullMarked;
