package io.stoa.service.muc.model;

import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a room's configuration (XEP-0045 §15.5.3) with their defaults. Stateless. */
public final class Fields {

    private static final String PREFIX = "muc#roomconfig_";

    /** The name for people. */
    public static final String NAME = PREFIX + "roomname";

    /** The description. */
    public static final String DESCRIPTION = PREFIX + "roomdesc";

    /** Whether the room stays when nobody is in it. */
    public static final String PERSISTENT = PREFIX + "persistentroom";

    /** Whether the room is listed. */
    public static final String PUBLIC = PREFIX + "publicroom";

    /** Whether only members may enter. */
    public static final String MEMBERS_ONLY = PREFIX + "membersonly";

    /** Whether one needs voice to speak. */
    public static final String MODERATED = PREFIX + "moderatedroom";

    /** Whether a password is needed. */
    public static final String PASSWORD_PROTECTED = PREFIX + "passwordprotectedroom";

    /** The password. */
    public static final String SECRET = PREFIX + "roomsecret";

    /** Who sees real addresses. */
    public static final String WHOIS = PREFIX + "whois";

    /** Whether the discussions are logged publicly. */
    public static final String LOGGING = PREFIX + "enablelogging";

    /** Whether participants may change the subject. */
    public static final String CHANGE_SUBJECT = PREFIX + "changesubject";

    /** Whether members may invite. */
    public static final String ALLOW_INVITES = PREFIX + "allowinvites";

    /** Who may write private messages. */
    public static final String ALLOW_PM = PREFIX + "allowpm";

    /** The roles whose presence is shown. */
    public static final String BROADCAST = PREFIX + "presencebroadcast";

    /** Who may have the list of members. */
    public static final String MEMBER_LIST = PREFIX + "getmemberlist";

    /** How many occupants there may be. */
    public static final String MAX_USERS = PREFIX + "maxusers";

    /** The language. */
    public static final String LANG = PREFIX + "lang";

    /** The node of publish-subscribe that belongs to the room. */
    public static final String PUBSUB = PREFIX + "pubsub";

    /** The admins. */
    public static final String ADMINS = PREFIX + "roomadmins";

    /** The owners. */
    public static final String OWNERS = PREFIX + "roomowners";

    /** How many messages newcomers are shown. */
    public static final String HISTORY = "muc#maxhistoryfetch";

    /** How one becomes a member by oneself. */
    public static final String REGISTRATION = "x-stoa-registration";

    /** Whether members must use their reserved nickname. */
    public static final String LOCKED_NICKS = "x-stoa-lockednicks";

    /** Whether visitors may ask for voice. */
    public static final String VOICE_REQUESTS = "x-stoa-voicerequests";

    private static final List<String> SIZES =
            List.of("10", "20", "50", "100", "200", "500", "1000", "2000", "5000");

    private static final List<FormField> ALL =
            List.of(
                    text(NAME, "Name of the room"),
                    text(DESCRIPTION, "What the room is for"),
                    text(LANG, "Language of the discussions, such as en"),
                    flag(PERSISTENT, "Stays when nobody is in it", false),
                    flag(PUBLIC, "Is listed", true),
                    flag(MEMBERS_ONLY, "Only members may enter", false),
                    flag(MODERATED, "Only those with voice may speak", false),
                    flag(PASSWORD_PROTECTED, "A password is needed to enter", false),
                    FormField.of(FieldType.TEXT_PRIVATE, SECRET, "").labelled("The password"),
                    FormField.of(FieldType.LIST_SINGLE, WHOIS, "moderators")
                            .labelled("Who sees the occupants' real addresses")
                            .option("Moderators only", "moderators")
                            .option("Everybody", "anyone"),
                    size(),
                    FormField.of(FieldType.TEXT_SINGLE, HISTORY, "20")
                            .labelled("How many messages newcomers are shown"),
                    flag(CHANGE_SUBJECT, "Participants may change the subject", false),
                    flag(ALLOW_INVITES, "Members may invite others", false),
                    FormField.of(FieldType.LIST_SINGLE, ALLOW_PM, "anyone")
                            .labelled("Who may write private messages")
                            .option("Everybody", "anyone")
                            .option("Participants, and visitors to moderators", "participants")
                            .option("Moderators only", "moderators")
                            .option("Nobody", "none"),
                    roles(
                            BROADCAST,
                            "Whose presence is shown",
                            "moderator",
                            "participant",
                            "visitor"),
                    roles(
                            MEMBER_LIST,
                            "Who may have the list of members, where all see addresses",
                            "moderator",
                            "participant"),
                    flag(LOGGING, "The discussions are logged publicly", false),
                    text(PUBSUB, "XMPP URI of the room's publish-subscribe node"),
                    FormField.of(FieldType.LIST_SINGLE, REGISTRATION, "approval")
                            .labelled("How one becomes a member by oneself")
                            .option("At once", "open")
                            .option("When an admin has agreed", "approval")
                            .option("Not at all", "closed"),
                    flag(LOCKED_NICKS, "Members must use their registered nickname", false),
                    flag(VOICE_REQUESTS, "Visitors may ask for voice", true));

    private Fields() {}

    /** Returns the fields with their defaults, without the lists of admins and owners. */
    public static List<FormField> all() {
        return ALL;
    }

    /** Returns the default values by the fields' names. */
    public static Map<String, List<String>> defaults(List<FormField> fields) {
        Map<String, List<String>> defaults = new LinkedHashMap<>();
        fields.forEach(field -> defaults.put(field.name(), field.values()));
        return defaults;
    }

    private static FormField text(String name, String label) {
        return FormField.of(FieldType.TEXT_SINGLE, name, "").labelled(label);
    }

    private static FormField flag(String name, String label, boolean yes) {
        return FormField.of(FieldType.BOOLEAN, name, yes ? "1" : "0").labelled(label);
    }

    private static FormField roles(String name, String label, String... defaults) {
        return FormField.of(FieldType.LIST_MULTI, name, defaults)
                .labelled(label)
                .option("Moderators", "moderator")
                .option("Participants", "participant")
                .option("Visitors", "visitor");
    }

    private static FormField size() {
        FormField field =
                FormField.of(FieldType.LIST_SINGLE, MAX_USERS, "1000")
                        .labelled("How many occupants there may be");
        for (String size : SIZES) {
            field = field.option(size, size);
        }
        return field.option("As many as the service allows", "none");
    }
}
