package io.stoa.archive;

import io.stoa.stanza.Condition;
import io.stoa.stanza.ResultSet;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

/**
 * A query (XEP-0313 §4). Immutable.
 *
 * @param queryId what the client calls it, or ""
 * @param form the filters
 * @param set the page
 * @param flip whether the page is sent in reverse order (§4.3.4)
 */
public record ArchiveQuery(String queryId, QueryForm form, ResultSet.Request set, boolean flip) {

    /** The namespace of queries, and the name of the form in them. */
    public static final String NAMESPACE = "urn:xmpp:mam:2";

    /**
     * Reads a query.
     *
     * @throws StanzaException when it is none, or asks for what there is not
     */
    public static ArchiveQuery from(Element query) {
        if (query.hasAttribute("node")) {
            // §6.1.3: for the archives of pubsub nodes
            throw new StanzaException(
                    StanzaError.of(Condition.FEATURE_NOT_IMPLEMENTED, "no node has an archive"));
        }
        return new ArchiveQuery(
                query.attribute("queryid"),
                QueryForm.in(query),
                ResultSet.Request.in(query),
                query.child(NAMESPACE, "flip-page").isPresent());
    }
}
