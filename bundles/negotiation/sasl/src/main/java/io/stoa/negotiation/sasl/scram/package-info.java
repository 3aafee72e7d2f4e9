/** SCRAM, with and without channel binding. */
@NullMarked
@Rfc(number = "5802", section = "5–8")
@Rfc(number = "7677", section = "3")
package io.stoa.negotiation.sasl.scram;

import io.stoa.bus.Rfc;

import org.jspecify.annotations.NullMarked;
