/** What of rooms outlives the process. */
@NullMarked
package io.stoa.service.muc.store;

import org.jspecify.annotations.NullMarked;
