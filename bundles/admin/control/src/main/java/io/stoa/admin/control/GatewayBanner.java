package io.stoa.admin.control;

import io.stoa.component.Uplink;

import java.nio.file.Path;

/** What a gateway outside of its server says when it is ready. */
final class GatewayBanner {

    private GatewayBanner() {}

    static String text(String version, Uplink uplink, Path data) {
        String option = " --data " + data;
        return String.join(
                "\n",
                "Stoa " + version + " is the gateway " + uplink.domain(),
                "  server " + uplink.server() + ": " + uplink.state(),
                "  data   " + data,
                "",
                "  Next, in another terminal:",
                "    stoa status" + option,
                "    stoa uplink info" + option,
                "    stoa feature list" + option,
                "  People find it at "
                        + uplink.domain()
                        + ", in most clients by service discovery.",
                "  Ctrl-C stops it.");
    }
}
