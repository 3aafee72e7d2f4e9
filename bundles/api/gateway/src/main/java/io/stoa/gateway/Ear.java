package io.stoa.gateway;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** What a network tells of one account's session. Thread-safe; what is told late is ignored. */
@ProviderType
public interface Ear {

    /** Tells who the account's contacts are there; those unknown come into its roster. */
    void contacts(List<Contact> contacts);

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

    /** Tells that the session has ended, unless by {@link Line#close}. */
    void lost(NetworkException why);

    /**
     * A contact.
     *
     * @param name its name in the network
     * @param title what it is called in the roster, or ""
     */
    record Contact(String name, String title) {}
}
