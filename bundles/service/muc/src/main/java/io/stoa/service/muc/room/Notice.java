package io.stoa.service.muc.room;

import java.util.ArrayList;
import java.util.List;

/**
 * What a room adds to presence. Immutable.
 *
 * @param codes the status codes (XEP-0045 §15.6)
 * @param actor the nickname of who has caused it, or ""
 * @param reason why, a sentence for people, or ""
 */
public record Notice(List<Integer> codes, String actor, String reason) {

    /** Nothing. */
    public static final Notice NONE = new Notice(List.of(), "", "");

    /** It is one's own (§7.2.3). */
    public static final Notice SELF = of(110);

    /** Copies the list. */
    public Notice {
        codes = List.copyOf(codes);
    }

    /** Makes one of codes. */
    public static Notice of(Integer... codes) {
        return new Notice(List.of(codes), "", "");
    }

    /** Says why. */
    public static Notice because(String actor, String reason, Integer... codes) {
        return new Notice(List.of(codes), actor, reason);
    }

    /** Tells whether there is nothing to add. */
    public boolean plain() {
        return equals(NONE);
    }

    /** Returns it without a code. */
    public Notice without(int code) {
        return new Notice(codes.stream().filter(it -> it != code).toList(), actor, reason);
    }

    /** Returns it with another code; they stand in their order. */
    public Notice and(int code) {
        List<Integer> more = new ArrayList<>(codes);
        more.add(code);
        more.sort(null);
        return new Notice(more, actor, reason);
    }
}
