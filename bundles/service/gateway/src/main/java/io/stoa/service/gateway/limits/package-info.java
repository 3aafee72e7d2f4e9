/** What one account, and all together, may do in a network, and how much they do. */
@NullMarked
package io.stoa.service.gateway.limits;

import org.jspecify.annotations.NullMarked;
