/** What is in memory of rooms, and how it outlives bundles and the process. */
@NullMarked
package io.stoa.service.muc.live;

import org.jspecify.annotations.NullMarked;
