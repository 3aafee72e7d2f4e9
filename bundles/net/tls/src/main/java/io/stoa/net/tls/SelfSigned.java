package io.stoa.net.tls;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * Makes a self-signed certificate of ECDSA on P-256. The one class that needs BouncyCastle: it is
 * not loaded where certificates exist.
 */
final class SelfSigned {

    /** RFC 6120 §13.7.1.4. */
    private static final ASN1ObjectIdentifier XMPP_ADDR =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.5");

    /** RFC 4985 §2. */
    private static final ASN1ObjectIdentifier SRV_NAME =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.7");

    /** The upper bound of a common name (RFC 5280 appendix A.1). */
    private static final int COMMON_NAME = 64;

    private SelfSigned() {}

    /** Makes a certificate for a domain that is good for a while. */
    static Certificate make(String domain, Instant now, Duration validity)
            throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String host = PemFiles.ascii(domain);
        X500Name name = name(host);
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(127, new SecureRandom()).setBit(126),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(validity)),
                        name,
                        pair.getPublic());
        extend(builder, domain, host);
        return new Certificate(List.of(sign(builder, pair)), pair.getPrivate());
    }

    private static X500Name name(String host) {
        X500NameBuilder name = new X500NameBuilder();
        return name.addRDN(
                        BCStyle.CN,
                        host.length() > COMMON_NAME ? host.substring(0, COMMON_NAME) : host)
                .build();
    }

    private static void extend(X509v3CertificateBuilder builder, String domain, String host)
            throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        builder.addExtension(Extension.subjectAlternativeName, false, names(domain, host));
    }

    /** RFC 6120 §13.7.1.2.1: DNS-ID, SRV-ID, and XmppAddr for who still looks there. */
    private static GeneralNames names(String domain, String host) {
        List<GeneralName> names = new ArrayList<>();
        if (IpAddress.is(domain)) {
            names.add(new GeneralName(GeneralName.iPAddress, IpAddress.bare(domain)));
        } else {
            names.add(new GeneralName(GeneralName.dNSName, host));
            names.add(other(SRV_NAME, new DERIA5String("_xmpp-client." + host)));
            names.add(other(SRV_NAME, new DERIA5String("_xmpp-server." + host)));
        }
        names.add(other(XMPP_ADDR, new DERUTF8String(domain)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static GeneralName other(ASN1ObjectIdentifier type, ASN1Encodable value) {
        ASN1Encodable[] parts = {type, new DERTaggedObject(true, 0, value)};
        return new GeneralName(GeneralName.otherName, new DERSequence(parts));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair pair)
            throws GeneralSecurityException {
        try {
            X509CertificateHolder holder =
                    builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .build(pair.getPrivate()));
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (OperatorCreationException failure) {
            throw new GeneralSecurityException(failure);
        }
    }
}
