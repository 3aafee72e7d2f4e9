package io.stoa.service.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.Storage;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.storage.seal.AesSeal;
import io.stoa.testkit.Configs;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

class RegistrationsTest {

    private final Storage storage = new MemoryStorage();
    private final AesSeal seal =
            new AesSeal(Configs.of(AesSeal.Config.class, Map.of("keyFile", "")));
    private final Registrations registrations = new Registrations(storage, seal);

    private Optional<String> covering(String domain) {
        return registrations.covering(domain).map(Registration::name);
    }

    @Test
    void theClosestNameCovers() {
        registrations.put("irc.stoa.example", "as-you-like-it");
        registrations.put("*.gate.stoa.example", "as-you-like-it");
        registrations.put("*.stoa.example", "as-you-like-it");
        assertThat(covering("irc.stoa.example")).contains("irc.stoa.example");
        assertThat(covering("sms.gate.stoa.example")).contains("*.gate.stoa.example");
        assertThat(covering("a.sms.gate.stoa.example")).contains("*.gate.stoa.example");
        assertThat(covering("gate.stoa.example")).contains("*.stoa.example");
        assertThat(covering("stoa.example")).isEmpty();
        assertThat(covering("evilstoa.example")).isEmpty();
        assertThat(covering("localhost")).isEmpty();
    }

    @Test
    void theyAreKeptAndTheirSecretsAreSealed() {
        registrations.put("irc.stoa.example", "as-you-like-it");
        Registration kept =
                storage.items(Registrations.STORE)
                        .get(BareJid.ofDomain("components"), "irc.stoa.example")
                        .orElseThrow();
        assertThat(kept.store().toXml()).doesNotContain("as-you-like-it");
        Registrations later = new Registrations(storage, seal);
        assertThat(later.named("irc.stoa.example").map(later::secret)).contains("as-you-like-it");
        later.remove("irc.stoa.example");
        assertThat(new Registrations(storage, seal).all()).isEmpty();
    }

    @Test
    void aRegistrationDoesNotShowItsSecret() {
        registrations.put("irc.stoa.example", "as-you-like-it");
        assertThat(registrations.all().getFirst().toString()).isEqualTo("irc.stoa.example");
    }
}
