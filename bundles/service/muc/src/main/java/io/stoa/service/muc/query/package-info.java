/** Requests to a room or to the service. */
@NullMarked
package io.stoa.service.muc.query;

import org.jspecify.annotations.NullMarked;
