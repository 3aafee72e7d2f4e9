/** What a session in a network keeps: which clients are there, and what is to be done in turn. */
@NullMarked
package io.stoa.service.gateway.session;

import org.jspecify.annotations.NullMarked;
