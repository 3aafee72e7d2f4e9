"""A privileged component (XEP-0356) as others write one, with slixmpp: PORT SECRET."""

import asyncio
import sys

from slixmpp import ComponentXMPP

DOMAIN = "bridge.stoa.example"
JULIET = "juliet@stoa.example"


class Bridge(ComponentXMPP):
    def __init__(self, port, secret):
        super().__init__(DOMAIN, secret, "127.0.0.1", port)
        # it takes the host's address for the server's domain
        self.server_host = "stoa.example"
        self.register_plugin("xep_0356")
        self.add_event_handler("privileges_advertised", self.advertised)
        self.begun = False

    def advertised(self, *_):
        granted = self["xep_0356"].granted_privileges
        print("granted", granted["roster"], granted["message"], granted["presence"], flush=True)
        if not self.begun and granted["roster"] == "both":
            self.begun = True
            asyncio.ensure_future(self.act())
        elif self.begun and granted["message"] == "none":
            print("revoked", flush=True)
            self.disconnect()

    async def act(self):
        privilege = self["xep_0356"]
        contact = "nurse@" + DOMAIN
        item = {"name": "Nurse", "subscription": "both", "groups": ["Household"]}
        await privilege.set_roster(JULIET, {contact: item})
        roster = await privilege.get_roster(JULIET)
        print("roster", roster["roster"]["items"][contact]["name"], flush=True)
        spoken = self.make_message(
            mto="romeo@stoa.example", mfrom=JULIET, mtype="chat", mbody="from the other network"
        )
        privilege.send_privileged_message(spoken)
        print("spoken", flush=True)


bridge = Bridge(int(sys.argv[1]), sys.argv[2])
bridge.connect("127.0.0.1", int(sys.argv[1]))
bridge.process(forever=False)
