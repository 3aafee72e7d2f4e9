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

    private final Catalogue catalogue = new Catalogue(new Switches());

    @Test
    void sortsWhatServicesDeclareAndNamesItOnce() {
        catalogue.bindFeatures(declared("stoa.disco", "z", "b"));
        catalogue.bindFeatures(declared("stoa.disco", "b", "a"));
        assertThat(catalogue.features(Target.SERVER, "stoa.example"))
                .containsExactly("a", "b", "z");
    }

    @Test
    void forgetsAFeatureWithTheLastServiceThatDeclaresIt() {
        catalogue.bindFeatures(Map.of("stoa.disco", new String[] {"a", "b"}, "service.id", 1L));
        catalogue.bindFeatures(Map.of("stoa.disco", new String[] {"b"}, "service.id", 2L));
        catalogue.unbindFeatures(Map.of("stoa.disco", new String[] {"a", "b"}, "service.id", 1L));
        assertThat(catalogue.features(Target.SERVER, "stoa.example")).containsExactly("b");
        catalogue.unbindFeatures(Map.of("stoa.disco", new String[] {"b"}, "service.id", 2L));
        assertThat(catalogue.features(Target.SERVER, "stoa.example")).isEmpty();
    }

    @Test
    void keepsServerAndAccountsApart() {
        catalogue.bindFeatures(declared("stoa.disco", "a"));
        catalogue.bindFeatures(declared("stoa.account.disco", "b"));
        assertThat(catalogue.features(Target.SERVER, "stoa.example")).containsExactly("a");
        assertThat(catalogue.features(Target.ACCOUNT, "stoa.example")).containsExactly("b");
        catalogue.unbindFeatures(declared("stoa.account.disco", "b"));
        assertThat(catalogue.features(Target.ACCOUNT, "stoa.example")).isEmpty();
    }

    @Test
    void tellsNothingOfWhatIsOffForTheDomain() {
        Switches switches = new Switches();
        Catalogue switched = new Catalogue(switches);
        switched.bindFeatures(Map.of("stoa.disco", "a", "component.name", "A"));
        switched.bindFeatures(Map.of("stoa.disco", "b", "component.name", "B"));
        switched.bindService(new Rooms(), Map.of("component.name", "A"));
        switches.off(Map.of("A", Set.of("stoa.example")));
        assertThat(switched.features(Target.SERVER, "stoa.example")).containsExactly("b");
        assertThat(switched.domains("stoa.example")).isEmpty();
        assertThat(switched.features(Target.SERVER, "other.example")).containsExactly("a", "b");
        assertThat(switched.domains("other.example")).containsExactly("rooms.stoa.example");
    }

    @Test
    void readsAPropertyThatIsNoArray() {
        catalogue.bindFeatures(Map.of("stoa.disco", "a"));
        assertThat(catalogue.features(Target.SERVER, "stoa.example")).containsExactly("a");
    }

    @Test
    void forgetsTheDomainsOfAServiceThatLeft() {
        DomainService rooms = new Rooms();
        catalogue.bindService(rooms, Map.of());
        assertThat(catalogue.domains("stoa.example")).containsExactly("rooms.stoa.example");
        catalogue.unbindService(rooms);
        assertThat(catalogue.domains("stoa.example")).isEmpty();
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
