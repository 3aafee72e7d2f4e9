package io.stoa.info.caps;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Disco;
import io.stoa.bus.DiscoProvider;
import io.stoa.bus.Target;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** Answers what a verification string of ours stands for: the node NODE#VER (XEP-0115 §6.2). */
@Component
@Disco(CapsFeature.NAMESPACE)
public final class CapsNode implements DiscoProvider {

    private final ServerCaps caps;

    /** Takes who knows. */
    @Activate
    public CapsNode(@Reference(policyOption = GREEDY) ServerCaps caps) {
        this.caps = caps;
    }

    @Override
    public List<Element> info(Query query) {
        String prefix = caps.node() + '#';
        if (query.target() != Target.SERVER || !query.node().startsWith(prefix)) {
            return List.of();
        }
        return caps.find(query.entity().domain(), query.node().substring(prefix.length()))
                .map(known -> known.query().elements().toList())
                .orElse(List.of());
    }
}
