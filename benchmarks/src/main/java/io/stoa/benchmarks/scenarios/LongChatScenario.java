package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Contestant;
import io.stoa.benchmarks.servers.Server;

import java.time.Duration;

/**
 * The same for long, in search of the longest pause: ten minutes.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param perSecond the rate
 */
record LongChatScenario(String id, String title, int perSecond) implements Scenario {

    private ChatScenario chat() {
        return new ChatScenario(id, title, perSecond, false);
    }

    @Override
    public boolean suits(Contestant contestant) {
        return chat().suits(contestant);
    }

    @Override
    public boolean onlyWhenNamed() {
        return true;
    }

    @Override
    public String settings(Settings settings) {
        return chat().settings(settings.longer());
    }

    @Override
    public Duration lasts(Settings settings) {
        return chat().lasts(settings.longer());
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        return chat().run(server, settings.longer());
    }
}
