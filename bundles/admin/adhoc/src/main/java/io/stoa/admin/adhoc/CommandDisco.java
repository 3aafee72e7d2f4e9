package io.stoa.admin.adhoc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Administration;
import io.stoa.bus.DiscoProvider;
import io.stoa.bus.Target;
import io.stoa.commands.Listing;
import io.stoa.commands.Replies;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/**
 * Lists the commands in service discovery (XEP-0050 §2.2), for administrators. Others find the list
 * empty and the commands forbidden, whether they exist or not. Thread-safe.
 */
@Component
public final class CommandDisco implements DiscoProvider {

    private final Commands commands;

    /** Takes the commands. */
    @Activate
    public CommandDisco(@Reference(policyOption = GREEDY) Commands commands) {
        this.commands = commands;
    }

    @Override
    public List<Element> info(Query query) {
        if (query.target() != Target.SERVER) {
            return List.of();
        }
        if (query.node().equals(Replies.NAMESPACE)) {
            return List.of(Listing.list());
        }
        return Nodes.ours(query.node()) ? command(query) : List.of();
    }

    private List<Element> command(Query query) {
        Administration administration = commands.get();
        if (!administration.admits(query.asker().bare())) {
            throw Replies.forbidden();
        }
        return new Nodes(administration)
                .find(query.node())
                .map(node -> Listing.info(node.title()))
                .orElse(List.of());
    }

    @Override
    public List<Element> items(Query query) {
        boolean list = query.target() == Target.SERVER && query.node().equals(Replies.NAMESPACE);
        if (!list || !commands.get().admits(query.asker().bare())) {
            return List.of();
        }
        return new Nodes(commands.get())
                .all()
                .map(node -> Listing.item(query.entity(), node.uri(), node.title()))
                .toList();
    }
}
