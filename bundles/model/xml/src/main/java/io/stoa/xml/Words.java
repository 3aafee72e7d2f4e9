package io.stoa.xml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once. Stateless. */
final class Words {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long SIGNS = 0x8080808080808080L;

    private Words() {}

    /** Returns the index of the first byte that is not ASCII, or a little before it, or the end. */
    static int skipAscii(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && ((long) LONGS.get(bytes, at) & SIGNS) == 0) {
            at += Long.BYTES;
        }
        return at;
    }

    /** Returns the index of the first of two bytes, or a little before it, or the end. */
    static int skipOthers(byte[] bytes, int from, int end, char one, char other) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long word = (long) LONGS.get(bytes, at);
            if ((zero(word ^ ONES * one) | zero(word ^ ONES * other)) != 0) {
                return at;
            }
            at += Long.BYTES;
        }
        return at;
    }

    /** Not zero when a byte of the word is. */
    private static long zero(long word) {
        return (word - ONES) & ~word & SIGNS;
    }
}
