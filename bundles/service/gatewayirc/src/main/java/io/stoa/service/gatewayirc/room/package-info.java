/** Channels of IRC as rooms of XEP-0045: who is there, and what was said. */
@NullMarked
package io.stoa.service.gatewayirc.room;

import org.jspecify.annotations.NullMarked;
