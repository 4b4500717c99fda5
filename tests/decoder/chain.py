# SPDX-License-Identifier: AGPL-3.0-or-later
"""The membership chain of protocol/vault_file.md, written from that page and nothing else."""
import keys as k
from keys import H, Reader, Refused

GENESIS_OF_EIGHT, ADD_MEMBER_OF_EIGHT, REMOVE_MEMBER, NEW_EPOCH_OF_EIGHT, SET_PROFILE, SET_NAME, NEW_KIT, \
    GENESIS, ADD_MEMBER, NEW_EPOCH = range(1, 11)
OF_EIGHT = {GENESIS_OF_EIGHT: GENESIS, ADD_MEMBER_OF_EIGHT: ADD_MEMBER, NEW_EPOCH_OF_EIGHT: NEW_EPOCH}
COORDINATOR, ADVOCATE, SHELTER, ROLES, PARTS = 1, 2, 4, 6, 9
HOLD_SAFETY = (COORDINATOR, ADVOCATE, SHELTER)
ORGANIZATION, LOCATION, SAFETY = 0, 2, 8
KIT = b"\xff" * 16
TIME_MS_MAX = 253_402_300_799_999


class Newer(Refused):
    """Needs a newer Amparo."""


class Chain:
    def __init__(self):
        self.heads, self.members, self.epochs = [], {}, []
        self.kit, self.profile, self.epoch_at = None, None, []
        self.ends, self.needs_epoch, self.of_nine = True, False, False

    @property
    def org_id(self):
        return self.heads[0]

    def is_of_eight(self, epoch):
        return 1 <= epoch <= len(self.epochs) and self.epochs[epoch - 1][SAFETY] is None

    def coordinators(self):
        return [m for m in self.members.values() if m["removed_at"] is None and m["role"] == COORDINATOR]

    def by_device(self, device):
        return next((m for m in self.members.values() if m["device"] == device), None)

    def was_active(self, device, head):
        m = self.by_device(device)
        if m is None or head not in self.heads:
            return False
        at = self.heads.index(head)
        return m["added_at"] <= at and (m["removed_at"] is None or at < m["removed_at"])

    def take(self, content):
        r = Reader(content)
        seq, prev, time = r.u64(), r.raw(32), r.u64()
        author, device, written, detail = r.raw(16), r.raw(16), r.u8(), r.lp(4096)
        action, of_eight = OF_EIGHT.get(written, written), written in OF_EIGHT
        body, signature = content[:r.at], r.raw(64)
        r.end()
        first = not self.heads
        if time > TIME_MS_MAX:
            raise Refused("a time after the year 9999")
        fits = seq == len(self.heads) and prev == (bytes(32) if first else self.heads[-1])
        if first:
            if action > NEW_EPOCH:
                raise Newer("an unknown action")
            if not fits or action != GENESIS:
                raise Refused("GENESIS comes first")
            d = Reader(detail)
            founder = self._8(d, author, seq, of_eight)
            d.end()
            if author != founder["id"] or device != founder["device"] or founder["role"] != COORDINATOR:
                raise Refused("founded by another")
            k.verify(founder["device_pk"], "amp.chain.v1", H(bytes(32) + body), signature)
            self._done(GENESIS, founder, seq, content)
            self.of_nine = not of_eight
            return
        kit = author == KIT and device == KIT and self.kit is not None
        m = self.members.get(author)
        if not kit and (m is None or m["device"] != device or m["removed_at"] is not None):
            raise Refused("a chain entry by nobody")
        k.verify(self.kit["sign"] if kit else m["device_pk"], "amp.chain.v1", H(self.org_id + body), signature)
        if not fits:
            self.ends = self.ends and seq < len(self.heads)
            raise Refused("a chain entry out of order")
        coordinator = not kit and m["role"] == COORDINATOR
        if of_eight and self.of_nine:
            raise Refused("of eight parts after an entry of nine")
        d = Reader(detail)
        try:
            changes = getattr(self, f"_{action}", None)
            if changes is None:
                raise Newer("an unknown action")
            change = changes(d, author, seq, of_eight)
        except Newer as why:
            if not coordinator:
                raise Refused("a chain entry by someone who may not") from why
            self.ends = False
            raise
        d.end()
        allowed = coordinator or kit and action == ADD_MEMBER and change["role"] == COORDINATOR \
            or action == SET_NAME and not kit and change[0] == author
        if not allowed:
            raise Refused("a chain entry by someone who may not")
        if action == ADD_MEMBER and not of_eight and self.is_of_eight(len(self.epochs)):
            self.needs_epoch = True
        self.of_nine = self.of_nine or written in (GENESIS, ADD_MEMBER, NEW_EPOCH)
        self._done(action, change, seq, content)

    def _done(self, action, change, seq, content):
        self._commit(action, change, seq)
        self.heads.append(H(content))
        self.epoch_at.append(len(self.epochs))

    def _keys(self, d, seq, of_eight):
        m = {"id": d.raw(16), "device": d.raw(16), "role": d.u8(), "parts": d.u8() if of_eight else d.u16(),
             "box_pk": d.raw(32), "sign_pk": d.raw(32), "device_pk": d.raw(32), "added_at": seq, "removed_at": None, "name": b""}
        if m["role"] == 0 or m["id"] == KIT or m["device"] == KIT:
            raise Refused("a member of no role, or called the kit")
        if m["role"] > ROLES or m["parts"] >> PARTS:
            raise Newer("an unknown role or part")
        if of_eight and m["parts"] >> LOCATION & 1 and m["role"] in HOLD_SAFETY:
            m["parts"] |= 1 << SAFETY
        if not k.usable(m["box_pk"]):
            raise Refused("a box key with which no secret can be agreed")
        if any(m["id"] == o["id"] or m["device"] == o["device"] for o in self.members.values()):
            raise Refused("an id used twice")
        return m

    def _8(self, d, author, seq, of_eight):
        if self.heads:
            raise Refused("founded twice")
        d.raw(32)
        return self._keys(d, seq, of_eight)

    def _9(self, d, author, seq, of_eight):
        m = self._keys(d, seq, of_eight)
        m["name"] = d.lp(4096)
        return m

    def _3(self, d, author, seq, of_eight):
        m, last = self.members.get(d.raw(16)), (d.u64(), d.raw(32))
        if m is None or m["removed_at"] is not None:
            raise Refused("removes nobody")
        if self.coordinators() == [m]:
            raise Refused("removes the last coordinator")
        return m, last

    def _10(self, d, author, seq, of_eight):
        if d.u32() != len(self.epochs) + 1:
            raise Refused("an epoch out of order")
        return [None if of_eight and part == SAFETY else d.raw(16) for part in range(PARTS + 1)]

    def _5(self, d, author, seq, of_eight):
        return d.lp(4096)

    def _6(self, d, author, seq, of_eight):
        member = d.raw(16)
        if member not in self.members:
            raise Refused("names nobody")
        return member, d.lp(4096)

    def _7(self, d, author, seq, of_eight):
        kit = {"box": d.raw(32), "sign": d.raw(32)}
        if not k.usable(kit["box"]):
            raise Refused("a box key with which no secret can be agreed")
        return kit

    def _commit(self, action, x, seq):
        if action in (GENESIS, ADD_MEMBER):
            self.members[x["id"]] = x
        elif action == REMOVE_MEMBER:
            x[0]["removed_at"], x[0]["last"], self.needs_epoch = seq, x[1], True
        elif action == NEW_EPOCH:
            self.epochs.append(x)
            self.needs_epoch = False
        elif action == SET_PROFILE:
            self.profile = x
        elif action == SET_NAME:
            self.members[x[0]]["name"] = x[1]
        elif action == NEW_KIT:
            self.needs_epoch = self.needs_epoch or self.kit is not None
            self.kit = x
