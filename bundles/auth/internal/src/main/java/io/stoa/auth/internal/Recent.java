package io.stoa.auth.internal;

import io.stoa.jid.BareJid;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops what has not been asked for longest. Not thread-safe. */
final class Recent<V> extends LinkedHashMap<BareJid, V> {

    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;

    private final int limit;

    Recent(int limit) {
        super(16, LOAD, true);
        this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<BareJid, V> eldest) {
        return size() > limit;
    }
}
