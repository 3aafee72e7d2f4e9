package io.stoa.auth.internal;

import io.stoa.auth.AccountListener;
import io.stoa.jid.BareJid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A listener that writes down what it hears, and whether there was still data at that time. */
final class Heard implements AccountListener {

    private final List<String> heard = new ArrayList<>();
    private final Predicate<BareJid> hasData;

    Heard(Predicate<BareJid> hasData) {
        this.hasData = hasData;
    }

    List<String> all() {
        return heard;
    }

    @Override
    public void created(BareJid account) {
        note("created", account);
    }

    @Override
    public void passwordChanged(BareJid account) {
        note("password", account);
    }

    @Override
    public void disabled(BareJid account) {
        note("disabled", account);
    }

    @Override
    public void removing(BareJid account) {
        note("removing", account);
    }

    @Override
    public void removed(BareJid account) {
        note("removed", account);
    }

    private void note(String what, BareJid account) {
        heard.add(what + " " + account + (hasData.test(account) ? " with data" : ""));
    }
}
