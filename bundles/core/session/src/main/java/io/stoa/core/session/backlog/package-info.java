/** What a client was sent and has not acknowledged, and how much it has sent. */
@NullMarked
package io.stoa.core.session.backlog;

import org.jspecify.annotations.NullMarked;
