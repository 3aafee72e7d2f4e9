package io.stoa.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.tck.Scale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Who is in which room. */
class RoomTalkTest {

    static List<Scale> scales() {
        return List.of(Scale.SMALL, Scale.FULL);
    }

    @ParameterizedTest
    @MethodSource("scales")
    void everybodyIsInAsManyRoomsAndNobodyTwiceInOne(Scale scale) {
        int people = scale.clients();
        int[] times = new int[people];
        Set<Set<Integer>> companies = new HashSet<>();
        for (int room = 0; room < scale.rooms().rooms(); room++) {
            Set<Integer> company = new HashSet<>();
            for (int seat = 0; seat < scale.rooms().occupants(); seat++) {
                int person = RoomTalk.person(room * scale.rooms().occupants() + seat, people);
                times[person]++;
                company.add(person);
            }
            assertThat(company).hasSize(scale.rooms().occupants());
            companies.add(company);
        }
        assertThat(companies).as("no two rooms alike").hasSize(scale.rooms().rooms());
        assertThat(IntStream.of(times).distinct().count()).as("each in as many").isEqualTo(1);
    }
}
