/** The protocol of IRC: lines, connections, text. */
@NullMarked
package io.stoa.service.gatewayirc.wire;

import org.jspecify.annotations.NullMarked;
