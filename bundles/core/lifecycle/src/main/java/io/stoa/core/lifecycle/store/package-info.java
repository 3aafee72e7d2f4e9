/** What is kept on disk: bundles, definitions of features, what is wanted, what runs, what was. */
@NullMarked
package io.stoa.core.lifecycle.store;

import org.jspecify.annotations.NullMarked;
