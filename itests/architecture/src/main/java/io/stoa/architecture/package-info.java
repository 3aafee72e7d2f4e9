/**
 * The rules of the house: what reads the source tree and the built bundles, and the two tools that
 * put right what the rules find: {@link io.stoa.architecture.Format} and {@link
 * io.stoa.architecture.WriteDocs}.
 */
@NullMarked
package io.stoa.architecture;

import org.jspecify.annotations.NullMarked;
