/** What a feature is, and how its file is read (OSGi Compendium R8, chapter 159). */
@NullMarked
package io.stoa.core.lifecycle.feature;

import org.jspecify.annotations.NullMarked;
