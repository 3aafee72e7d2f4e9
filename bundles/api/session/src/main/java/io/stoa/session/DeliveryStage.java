package io.stoa.session;

/** The places of a {@link DeliveryFilter}, in the order in which a stanza passes them. */
public enum DeliveryStage {
    /** Traffic may be held back here (XEP-0352). Counting follows, which is the session's own. */
    HOLD
}
