package io.stoa.admin.ssh;

import io.stoa.admin.Console;
import io.stoa.bus.Schedule;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** One command or shell on one channel, run as a job of its own. Driven by the SSH library. */
final class Visit implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
    private static final int BROKEN = 1;

    private final Schedule schedule;
    private final ToIntFunction<Console> what;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, close) -> {};

    Visit(Schedule schedule, ToIntFunction<Console> what) {
        this.schedule = schedule;
        this.what = what;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        boolean terminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        String actor = SshPort.actor(channel.getSession());
        Tty tty = new Tty(in, out, err, actor, terminal);
        schedule.after(Duration.ZERO, () -> run(tty));
    }

    private void run(Tty tty) {
        int code = BROKEN;
        try {
            code = what.applyAsInt(tty);
        } catch (UncheckedIOException gone) {
            LOG.debug("the client has gone", gone);
        } finally {
            exit.onExit(code);
        }
    }

    /** The library closes the streams, which ends whoever reads from or writes to them. */
    @Override
    public void destroy(ChannelSession channel) {
        LOG.debug("channel of {} closed", SshPort.actor(channel.getSession()));
    }
}
