/** Networks that a test can have gateways to. */
@NullMarked
package io.stoa.testkit.gateway;

import org.jspecify.annotations.NullMarked;
