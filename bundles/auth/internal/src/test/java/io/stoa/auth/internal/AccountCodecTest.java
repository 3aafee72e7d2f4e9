package io.stoa.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.ScramHash;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;

final class AccountCodecTest {

    @Test
    void anAccountIsReadAsItWasWritten() {
        Policy policy = new Policy(EnumSet.allOf(ScramHash.class), 4096);
        Standing standing = new Standing(true, true, -42);
        Account account = new Account(standing, policy.verifiers(policy.hashes(), "R0m30"));

        Element written = AccountCodec.ACCOUNTS.codec().write().apply(account);
        Account read = AccountCodec.ACCOUNTS.codec().read().apply(Xml.parse(written.toXml()), 2);

        assertThat(read.standing()).isEqualTo(standing);
        assertThat(read.verifiers()).containsOnlyKeys(policy.hashes());
        assertThat(AccountCodec.ACCOUNTS.codec().write().apply(read)).isEqualTo(written);
        assertThat(written.toXml()).doesNotContain("R0m30");
    }

    @Test
    void whatVersionOneHasWrittenIsRead() {
        Element element =
                Xml.parse(
                        "<account xmlns='urn:stoa:auth:internal' admin='false'>"
                                + "<scram hash='SCRAM-SHA-1' salt='QSXCR+Q6sek8bf92'"
                                + " iterations='4096' stored='6dlGYMOdZcOPutkcNY8U2g7vK9Y='"
                                + " server='D+CSWLOshSulAsxiupA+qs2/fTE='/></account>");

        Account account = AccountCodec.ACCOUNTS.codec().read().apply(element, 1);

        assertThat(account.standing()).isEqualTo(new Standing(false, false, 0));
        assertThat(ScramKeys.matches(account.verifier(ScramHash.SHA_1).orElseThrow(), "pencil"))
                .isTrue();
    }
}
