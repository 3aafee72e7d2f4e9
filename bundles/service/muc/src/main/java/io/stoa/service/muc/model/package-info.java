/** What a room is: plain state and pure rules; no OSGi, no storage, no threads. */
@NullMarked
package io.stoa.service.muc.model;

import org.jspecify.annotations.NullMarked;
