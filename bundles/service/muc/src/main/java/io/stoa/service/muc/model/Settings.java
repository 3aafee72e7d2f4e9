package io.stoa.service.muc.model;

import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A room's configuration: the values of the fields by their names, where they differ from the
 * defaults. Immutable.
 *
 * @param values the values
 * @param defaults what else holds
 */
public record Settings(Map<String, List<String>> values, Map<String, List<String>> defaults) {

    /** Copies the maps. */
    public Settings {
        values = Map.copyOf(values);
        defaults = Map.copyOf(defaults);
    }

    /** Returns the values of a field. */
    public List<String> all(String field) {
        List<String> own = values.get(field);
        return own != null ? own : defaults.getOrDefault(field, List.of());
    }

    /** Returns the first value of a field, "" when there is none. */
    public String one(String field) {
        List<String> all = all(field);
        return all.isEmpty() ? "" : all.getFirst();
    }

    private boolean flag(String field) {
        return one(field).equals("1") || one(field).equals("true");
    }

    private int number(String field, int otherwise) {
        String text = one(field);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    /** Returns these settings with other values. */
    public Settings with(Map<String, List<String>> changed) {
        Map<String, List<String>> next = new LinkedHashMap<>(values);
        changed.forEach(
                (field, its) -> {
                    if (its.equals(defaults.get(field))) {
                        next.remove(field);
                    } else {
                        next.put(field, List.copyOf(its));
                    }
                });
        return new Settings(next, defaults);
    }

    /** Returns these settings with the default of a field. */
    public Settings without(String field) {
        Map<String, List<String>> next = new LinkedHashMap<>(values);
        next.remove(field);
        return new Settings(next, defaults);
    }

    /** Returns the name for people, or "". */
    public String name() {
        return one(Fields.NAME);
    }

    /** Returns the description, or "". */
    public String description() {
        return one(Fields.DESCRIPTION);
    }

    /** Tells whether the room stays when nobody is in it. */
    public boolean persistent() {
        return flag(Fields.PERSISTENT);
    }

    /** Tells whether the room is listed. */
    public boolean listed() {
        return flag(Fields.PUBLIC);
    }

    /** Tells whether only members may enter. */
    public boolean membersOnly() {
        return flag(Fields.MEMBERS_ONLY);
    }

    /** Tells whether one needs voice to speak. */
    public boolean moderated() {
        return flag(Fields.MODERATED);
    }

    /** Returns the password that is needed, "" for none. */
    public String password() {
        return flag(Fields.PASSWORD_PROTECTED) ? one(Fields.SECRET) : "";
    }

    /** Tells whether all occupants see real addresses, not moderators only. */
    public boolean nonAnonymous() {
        return one(Fields.WHOIS).equals("anyone");
    }

    /** Tells whether discussions are logged publicly. */
    public boolean logged() {
        return flag(Fields.LOGGING);
    }

    /** Tells whether participants may change the subject. */
    public boolean changesSubject() {
        return flag(Fields.CHANGE_SUBJECT);
    }

    /** Tells whether those who may not edit the list of members may invite. */
    public boolean allowsInvites() {
        return flag(Fields.ALLOW_INVITES);
    }

    /** Tells whether visitors may ask for voice. */
    public boolean voiceRequests() {
        return flag(Fields.VOICE_REQUESTS);
    }

    /** Tells whether members must use the nickname that is reserved for them. */
    public boolean lockedNicks() {
        return flag(Fields.LOCKED_NICKS);
    }

    /** Returns how one becomes a member: {@code open}, {@code approval} or {@code closed}. */
    public String registration() {
        return one(Fields.REGISTRATION);
    }

    /** Tells whether a role may write private messages to another. */
    public boolean whisper(Role from, Role to) {
        return switch (one(Fields.ALLOW_PM)) {
            case "none" -> false;
            case "moderators" -> from == Role.MODERATOR;
            // visitors may turn to moderators: how else could they ask for anything
            case "participants" -> from.atLeast(Role.PARTICIPANT) || to == Role.MODERATOR;
            default -> true;
        };
    }

    /** Tells whether the presence of a role is shown to others. */
    public boolean shows(Role role) {
        return all(Fields.BROADCAST).contains(role.wire());
    }

    /** Tells whether a role in the room may have the list of members. */
    public boolean listsMembers(Role role) {
        return all(Fields.MEMBER_LIST).contains(role.wire());
    }

    /** Returns how many occupants there may be. */
    public int maxUsers(int limit) {
        return Math.min(limit, number(Fields.MAX_USERS, limit));
    }

    /** Returns how many messages newcomers are shown. */
    public int history(int limit) {
        return Math.min(limit, number(Fields.HISTORY, limit));
    }

    /** Returns the role with which an affiliation enters (§5.1.2). */
    public Role entryRole(Affiliation affiliation) {
        return switch (affiliation) {
            case OUTCAST -> Role.NONE;
            case NONE -> moderated() ? Role.VISITOR : Role.PARTICIPANT;
            case MEMBER -> Role.PARTICIPANT;
            case ADMIN, OWNER -> Role.MODERATOR;
        };
    }
}
