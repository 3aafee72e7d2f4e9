package io.stoa.stream;

import org.osgi.annotation.versioning.ProviderType;

import java.nio.ByteBuffer;

/**
 * What a connection feeds. Called by the transport's I/O thread of that connection, one call at a
 * time; never blocks.
 */
@ProviderType
public interface Intake {

    /** Takes bytes that have arrived, after TLS. The buffer is not kept. */
    void bytes(ByteBuffer utf8);

    /** Takes notice that TLS has been established. */
    void secured();

    /** Takes notice that nothing was read for the transport's idle time. */
    void idle();

    /** Takes notice that the connection has ended, by either side. */
    void closed();
}
