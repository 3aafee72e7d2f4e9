package io.stoa.xml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Parsers that stand between two first-level elements. A stream has one only while an element
 * arrives, for a parser's buffers are most of what a silent stream would cost. Whoever opened the
 * stream with the same declarations may use it next: nothing else is left in a parser that could
 * make a difference, but the names that it has seen. Thread-safe.
 */
public final class ParserPool {

    private record Idle(StreamTag tag, Parser parser) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Idle> idle = new ArrayList<>();
    private final int size;

    /** Makes a pool that keeps so many parsers. */
    public ParserPool(int size) {
        this.size = size;
    }

    /** A parser that stands behind a stream's start tag. */
    Parser take(StreamTag tag) {
        Parser known = find(tag);
        return known == null ? Parser.behind(tag) : known;
    }

    private @Nullable Parser find(StreamTag tag) {
        lock.lock();
        try {
            for (int i = idle.size() - 1; i >= 0; i--) {
                if (idle.get(i).tag().equals(tag)) {
                    return idle.remove(i).parser();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a parser back that stands behind the tag again. */
    void give(StreamTag tag, Parser parser) {
        if (!parser.usable()) {
            return;
        }
        lock.lock();
        try {
            if (idle.size() >= size) {
                idle.removeFirst();
            }
            idle.add(new Idle(tag, parser));
        } finally {
            lock.unlock();
        }
    }
}
