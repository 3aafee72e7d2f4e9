package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Diff.Replaced;
import io.stoa.core.lifecycle.store.Pin;

import org.osgi.framework.Bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was done so far of a change, for the way back. Used by one thread at a time. */
final class Progress {

    final List<Bundle> stopped = new ArrayList<>();
    final List<Replaced> replaced = new ArrayList<>();
    final Map<Pin, Bundle> added = new HashMap<>();
    final Map<String, Object> saved = new HashMap<>();
    final Set<Bundle> touched = new HashSet<>();
}
