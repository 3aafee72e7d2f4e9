/** What is put into a bundle to break it; runs in the server under test. */
@NullMarked
package io.stoa.tck.broken;

import org.jspecify.annotations.NullMarked;
