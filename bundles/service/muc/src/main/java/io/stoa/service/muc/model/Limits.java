package io.stoa.service.muc.model;

/**
 * How much of everything. Immutable.
 *
 * @param roomsPerAccount how many rooms an account may have created that still exist
 * @param roomsPerSession in how many rooms a session may be
 * @param occupants how many occupants a room may have at most, whatever its owner wants
 * @param reserve how many admins and owners may enter a room that is full (XEP-0045 §7.2.9)
 * @param nickLength how many characters a nickname may have
 * @param nicksPerMinute how often a minute an occupant may change its nickname
 * @param messagesPerSecond how many messages a second an occupant may send to a room
 * @param history how many messages a room remembers
 * @param historyBytes how many bytes those may have together
 * @param affiliations how many accounts may have an affiliation with a room
 * @param textLength how many characters a text of the configuration, or a subject, may have
 * @param formValues how many values a submitted form may have
 * @param itemsPerRequest how many roles or affiliations may be changed at once
 * @param listed how many rooms are listed at a time
 */
public record Limits(
        int roomsPerAccount,
        int roomsPerSession,
        int occupants,
        int reserve,
        int nickLength,
        int nicksPerMinute,
        int messagesPerSecond,
        int history,
        int historyBytes,
        int affiliations,
        int textLength,
        int formValues,
        int itemsPerRequest,
        int listed) {}
