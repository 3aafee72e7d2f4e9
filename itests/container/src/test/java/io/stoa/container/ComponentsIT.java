package io.stoa.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.FrameworkWiring;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import javax.inject.Inject;

/** The distribution as it starts. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ComponentsIT {

    @Inject private BundleContext context;
    private Server server;

    /** The distribution. */
    @Configuration
    public Option[] distribution() throws IOException {
        return Distribution.options();
    }

    /** Waits for the server. */
    @Before
    public void await() throws InterruptedException {
        server = new Server(context);
        server.awaitReady();
    }

    /** Every bundle is active. */
    @Test
    public void everyBundleIsActive() {
        List<Bundle> idle =
                server.bundles().stream().filter(it -> it.getState() != Bundle.ACTIVE).toList();
        assertEquals(List.of(), idle);
    }

    /** An active bundle may still have a component that does nothing. No one is disabled. */
    @Test
    public void everyComponentIsSatisfied() throws InterruptedException {
        assertEquals(List.of(), server.troubles());
        assertTrue(server.configurations().size() > server.features().size());
    }

    /** Only what an update touches is restarted by it. */
    @Test
    public void updatingAFeatureRefreshesNothingElse() {
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        TreeMap<String, Object> wider = new TreeMap<>();
        for (Bundle feature : server.features()) {
            Set<Bundle> closure = Set.copyOf(wiring.getDependencyClosure(List.of(feature)));
            if (!closure.equals(Set.of(feature))) {
                wider.put(feature.getSymbolicName(), closure);
            }
        }
        assertEquals(new TreeMap<>(), wider);
        assertTrue(server.features().size() >= 20);
    }
}
