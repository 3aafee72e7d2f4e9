package io.stoa.info.disco;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Context;
import io.stoa.bus.DomainService;
import io.stoa.bus.Target;
import io.stoa.stanza.Stanza;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

class CatalogueTest {

    private final Catalogue catalogue = new Catalogue();

    @Test
    void sortsWhatServicesDeclareAndNamesItOnce() {
        catalogue.bindFeatures(declared("stoa.disco", "z", "b"));
        catalogue.bindFeatures(declared("stoa.disco", "b", "a"));
        assertThat(catalogue.features(Target.SERVER)).containsExactly("a", "b", "z");
    }

    @Test
    void forgetsAFeatureWithTheLastServiceThatDeclaresIt() {
        catalogue.bindFeatures(declared("stoa.disco", "a", "b"));
        catalogue.bindFeatures(declared("stoa.disco", "b"));
        catalogue.unbindFeatures(declared("stoa.disco", "a", "b"));
        assertThat(catalogue.features(Target.SERVER)).containsExactly("b");
        catalogue.unbindFeatures(declared("stoa.disco", "b"));
        assertThat(catalogue.features(Target.SERVER)).isEmpty();
    }

    @Test
    void keepsServerAndAccountsApart() {
        catalogue.bindFeatures(declared("stoa.disco", "a"));
        catalogue.bindAccountFeatures(declared("stoa.account.disco", "b"));
        assertThat(catalogue.features(Target.SERVER)).containsExactly("a");
        assertThat(catalogue.features(Target.ACCOUNT)).containsExactly("b");
        catalogue.unbindAccountFeatures(declared("stoa.account.disco", "b"));
        assertThat(catalogue.features(Target.ACCOUNT)).isEmpty();
    }

    @Test
    void readsAPropertyThatIsNoArray() {
        catalogue.bindFeatures(Map.of("stoa.disco", "a"));
        assertThat(catalogue.features(Target.SERVER)).containsExactly("a");
    }

    @Test
    void forgetsTheDomainsOfAServiceThatLeft() {
        DomainService rooms = new Rooms();
        catalogue.bindService(rooms);
        assertThat(catalogue.domains()).containsExactly("rooms.stoa.example");
        catalogue.unbindService(rooms);
        assertThat(catalogue.domains()).isEmpty();
    }

    private static Map<String, Object> declared(String key, String... features) {
        return Map.of(key, features);
    }

    private record Rooms() implements DomainService {

        @Override
        public Set<String> domains() {
            return Set.of("rooms.stoa.example");
        }

        @Override
        public void receive(Stanza stanza, Context context) {}
    }
}
