package io.stoa.gateway;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** What a network tells of one account's session. Thread-safe; what is told late is ignored. */
@ProviderType
public interface Ear {

    /**
     * Tells who the account's contacts are there, all of them. What has changed since the last time
     * is suggested to the account's client, or done in its roster.
     */
    void contacts(List<Contact> contacts);

    /** Tells of one contact that is new, or has another title or other groups. */
    void contact(Contact contact);

    /** Tells that somebody is no contact of the account any more. */
    void removed(String name);

    /**
     * Tells that somebody there wants to see the account (XEP-0100 §5.1); {@link Line#answer} tells
     * what it says to that.
     *
     * @param text what is said with it, or ""
     */
    void asks(String name, String text);

    /**
     * Tells how a contact is.
     *
     * @param name the contact's name in the network
     * @param available whether it can be reached
     * @param show as {@link Line#show}
     */
    void presence(String name, boolean available, String show, String status);

    /** Tells what somebody has said. */
    void said(String name, String text);

    /**
     * Tells what somebody has said who wants to know when it has been delivered.
     *
     * @param id what {@link Line#delivered} is to name, not longer than 200 characters
     */
    void said(String name, String text, String id);

    /**
     * Tells that a message has been delivered to its addressee there.
     *
     * @param name the addressee
     * @param id what {@link Line#say(String, String, String)} has named
     */
    void delivered(String name, String id);

    /** Tells that the session has ended, unless by {@link Line#close}. */
    void lost(NetworkException why);

    /**
     * A contact.
     *
     * @param name its name in the network
     * @param title what it is called in the roster, or ""
     * @param groups in which groups it is there; the roster has the network's title besides
     */
    record Contact(String name, String title, List<String> groups) {

        /** Copies the list. */
        public Contact {
            groups = List.copyOf(groups);
        }

        /** Makes a contact that is in no group. */
        public Contact(String name, String title) {
            this(name, title, List.of());
        }
    }
}
