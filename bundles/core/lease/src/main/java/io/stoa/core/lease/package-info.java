/** Who is inside which feature: leases, gates, meters and quarantine. See docs/live-change.md. */
@NullMarked
package io.stoa.core.lease;

import org.jspecify.annotations.NullMarked;
