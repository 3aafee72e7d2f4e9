package io.stoa.stream;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Optional;

import javax.net.ssl.SSLContext;

/** The server's certificates, ready for use (RFC 6120 §5, RFC 7590). Thread-safe. */
@ProviderType
public interface TlsContexts {

    /**
     * Returns the context for a domain.
     *
     * @return empty when there is no certificate for the domain, so that TLS is not offered
     */
    Optional<SSLContext> of(String domain);
}
