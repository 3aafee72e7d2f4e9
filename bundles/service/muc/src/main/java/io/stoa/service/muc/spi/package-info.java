/** The features that add to rooms, called through leases. */
@NullMarked
package io.stoa.service.muc.spi;

import org.jspecify.annotations.NullMarked;
