package io.stoa.admin.metrics;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.stoa.bus.Schedule;
import io.stoa.lifecycle.Meters;
import io.stoa.session.Sessions;
import io.stoa.stream.Listener;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /metrics} on a port of its own, without a password: it listens on this machine only
 * unless it is told otherwise. Thread-safe.
 */
@Component(configurationPid = "io.stoa.admin.metrics", immediate = true)
@Designate(ocd = MetricsPort.Config.class)
public final class MetricsPort implements Listener {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Metrics",
            description = "Figures in the OpenMetrics format, for Prometheus and its like.")
    public @interface Config {

        /** The address to listen on. */
        @AttributeDefinition(
                description =
                        "The IP address to listen on. Whoever reaches it may read: there is no"
                                + " password.")
        String address() default "127.0.0.1";

        /** The port. */
        @AttributeDefinition(
                description =
                        "The port, such as 9464, at which /metrics is; 0 takes a free one, -1 opens"
                                + " none.")
        int port() default -1;
    }

    private static final String KEY = "io.stoa.admin.metrics:port";
    private static final int BACKLOG = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final Meters meters;
    private final Sessions sessions;
    private final Counted counted;
    private final OpenMetricsTextFormatWriter writer = OpenMetricsTextFormatWriter.create();
    private final Optional<HttpServer> server;

    /** Opens the port. */
    @Activate
    public MetricsPort(
            @Reference(policyOption = GREEDY) Meters meters,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Counted counted,
            @Reference(policyOption = GREEDY) Schedule schedule,
            Config config) {
        this.meters = meters;
        this.sessions = sessions;
        this.counted = counted;
        this.server = config.port() < 0 ? Optional.empty() : Optional.of(open(config, schedule));
    }

    private HttpServer open(Config config, Schedule schedule) {
        try {
            HttpServer opened =
                    HttpServer.create(
                            new InetSocketAddress(config.address(), config.port()), BACKLOG);
            opened.createContext("/", this::answer);
            opened.setExecutor(task -> schedule.after(Duration.ZERO, task));
            opened.start();
            return opened;
        } catch (IOException | IllegalArgumentException failure) {
            throw new IllegalStateException(
                    "cannot listen on port %d of %s (%s): set %s to a free port, or to -1"
                            .formatted(config.port(), config.address(), failure.getMessage(), KEY),
                    failure);
        }
    }

    /** Closes the port. */
    @Deactivate
    public void stop() {
        server.ifPresent(it -> it.stop(0));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
            } else {
                byte[] text = text();
                exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
                exchange.sendResponseHeaders(OK, text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    private byte[] text() throws IOException {
        List<MetricSnapshot> families = new ArrayList<>(Families.of(meters.all()));
        families.addAll(Machine.of(sessions));
        families.addAll(counted.besides(families));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, new MetricSnapshots(families));
        return text.toByteArray();
    }

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public String address() {
        return server.map(it -> it.getAddress().getAddress().getHostAddress()).orElse("");
    }

    @Override
    public int port() {
        return server.map(it -> it.getAddress().getPort()).orElse(-1);
    }

    @Override
    public String key() {
        return KEY;
    }
}
