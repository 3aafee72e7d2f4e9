package io.stoa.session;

/** The places of a {@link DeliveryFilter}, in the order in which a stanza passes them. */
public enum DeliveryStage {
    /** Traffic may be held back here (XEP-0352). */
    HOLD,
    /** What leaves is counted here (XEP-0198). */
    TRACK
}
