package io.stoa.service.muc.model;

import static io.stoa.muc.Affiliation.ADMIN;
import static io.stoa.muc.Affiliation.MEMBER;
import static io.stoa.muc.Affiliation.NONE;
import static io.stoa.muc.Affiliation.OWNER;

import io.stoa.muc.Affiliation;

/** What an affiliation allows: the table of XEP-0045 §5.2.1. */
public enum Power {
    /** Enter an open room. */
    ENTER_OPEN(NONE),
    /** Register with an open room; for members it is not applicable. */
    REGISTER(NONE),
    /** Retrieve the member list, in a room that is not semi-anonymous. */
    MEMBER_LIST(MEMBER),
    /** Enter a members-only room. */
    ENTER_MEMBERS_ONLY(MEMBER),
    /** Ban members and unaffiliated users. */
    BAN(ADMIN),
    /** Edit the member list. */
    EDIT_MEMBERS(ADMIN),
    /** Assign and remove the moderator role. */
    ASSIGN_MODERATORS(ADMIN),
    /** Edit the admin list. */
    EDIT_ADMINS(OWNER),
    /** Edit the owner list. */
    EDIT_OWNERS(OWNER),
    /** Change the configuration. */
    CONFIGURE(OWNER),
    /** Destroy the room. */
    DESTROY(OWNER);

    private final Affiliation least;

    Power(Affiliation least) {
        this.least = least;
    }

    /** Tells whether an affiliation has it. */
    public boolean of(Affiliation affiliation) {
        return affiliation.atLeast(least);
    }
}
