package io.stoa.admin.adhoc;

import io.stoa.admin.Administration;

import java.util.Optional;
import java.util.stream.Stream;

/** Every command as a node, and those of XEP-0133 that the commands suffice for. Thread-safe. */
record Nodes(Administration administration) {

    Stream<Node> all() {
        Stream<Node> own = administration.commands().stream().map(OwnNode::new);
        Stream<Node> service =
                ServiceNodes.ALL.stream().filter(it -> it.offered(administration)).map(it -> it);
        return Stream.concat(service, own);
    }

    Optional<Node> find(String uri) {
        if (uri.startsWith(OwnNode.PREFIX)) {
            return administration
                    .command(uri.substring(OwnNode.PREFIX.length()).replace(':', ' '))
                    .<Node>map(OwnNode::new)
                    .filter(it -> it.uri().equals(uri));
        }
        return all().filter(it -> it.uri().equals(uri)).findFirst();
    }

    /** Tells whether a node is one of ours, if there is such a command or not. */
    static boolean ours(String uri) {
        return uri.startsWith(OwnNode.PREFIX) || uri.startsWith(ServiceNode.PREFIX);
    }
}
