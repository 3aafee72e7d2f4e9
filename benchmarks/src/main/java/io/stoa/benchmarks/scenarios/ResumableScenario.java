package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.List;

/**
 * Messages in pairs beside many sessions that say nothing, all of them resumable (XEP-0198 §5): who
 * keeps them for a crash must let nobody wait because there are many.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param perSecond the rate
 */
record ResumableScenario(String id, String title, int perSecond) implements Scenario {

    private static final int AT_ONCE = 32;

    private ChatScenario chat() {
        return new ChatScenario(id, title, perSecond, false);
    }

    private IdleScenario idle() {
        return new IdleScenario(id, title, 0, false);
    }

    @Override
    public boolean onlyWhenNamed() {
        return true;
    }

    @Override
    public String settings(Settings settings) {
        return chat().settings(settings) + ", %d sessions beside".formatted(settings.idle());
    }

    @Override
    public Duration lasts(Settings settings) {
        return chat().lasts(settings).plus(idle().lasts(settings));
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        int number = idle().sessions(settings);
        try (Load load = Load.on(1)) {
            idle().register(load, server, number);
            load.connectReturning(server.plain(), IdleScenario.accounts(number), AT_ONCE);
            var accounts = Load.accounts(settings.sessions());
            load.register(server.plain(), accounts, AT_ONCE);
            List<Client> clients = load.connectReturning(server.plain(), accounts, AT_ONCE);
            return chat().talk(server, load, clients, settings);
        }
    }
}
