package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.change.Running.Installed;

import org.osgi.framework.Bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was done so far of a change, for the way back. Used by one thread at a time. */
final class Progress {

    /** What was replaced or taken away, and is to be back, in the order in which it was stopped. */
    final List<Installed> stopped = new ArrayList<>();

    /** What was put in place, whether it has started or not. */
    final List<Installed> came;

    final Map<String, Object> saved = new HashMap<>();

    /** Whose callers wait. */
    final Set<Bundle> touched = new HashSet<>();

    Progress(List<Installed> coming) {
        this.came = coming;
    }
}
