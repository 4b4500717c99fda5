#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second reader of the vault file, written from protocol/ and not from the C++: decode_vault.py FILE PASSPHRASE

Checks everything the page says can be checked and opens what the passphrase (or `--kit WORDS`) opens; prints JSON."""
import argparse
import json
import pathlib
import sys

import keys as k
from keys import H, LP, Reader, Refused, pad16, u8, u16, u32, u64

CHAIN_ENTRY, GRANT, HISTORY, DEVICE_VAULT, COMMIT, HEADER, BODY, SHELF, ORG_SECRET = range(1, 10)
GENESIS, ADD_MEMBER, REMOVE_MEMBER, NEW_EPOCH, SET_PROFILE, SET_NAME, NEW_KIT = range(1, 8)
COORDINATOR, ROLES, PARTS = 1, 6, 8
ORGANIZATION = 0
KIT = b"\xff" * 16
BODY_BYTES_MAX = 67_108_864


# --- frames ------------------------------------------------------------------------------------------------------------

def batch_at(data: bytes, at: int):
    """(items, end) of the whole batch that begins here, or None."""
    head = data[at:at + 12]
    if len(head) < 12 or head[:4] != b"AMPB" or head[8:] != k.check(head[:8])[:4]:
        return None
    size = int.from_bytes(head[4:8], "little")
    end = at + 12 + size + 16
    if size > BODY_BYTES_MAX or end > len(data) or k.check(data[at:end - 16]) != data[end - 16:end]:
        return None
    body, items = Reader(data[at + 12:end - 16]), []
    try:
        while body.at < size:
            items.append((body.u8(), body.lp(BODY_BYTES_MAX)))
    except Refused:
        return None
    return items, end


def is_unfinished(gap: bytes) -> bool:
    if not any(gap[:12]):
        return True
    if len(gap) < 12:
        return b"AMPB".startswith(gap[:4])
    right = gap[:4] == b"AMPB" and gap[8:12] == k.check(gap[:8])[:4]
    return right and int.from_bytes(gap[4:8], "little") + 28 > len(gap)


def frames(data: bytes):
    """(org_id, batches, gaps) of a file."""
    if len(data) < 64 or data[:8] != b"AMPVAULT":
        raise Refused("not a vault")
    if k.check(data[:48]) != data[48:64]:
        raise Refused("a damaged preamble")
    if data[8:16] != u16(1) + u16(1) + u32(0):
        raise Refused("needs a newer Amparo")
    batches, gaps, at = [], [], 64
    while at < len(data):
        if found := batch_at(data, at):
            batches.append(found[0])
            at = found[1]
            continue
        following = data.find(b"AMPB", at + 1)
        while following >= 0 and not batch_at(data, following):
            following = data.find(b"AMPB", following + 1)
        end = following if following >= 0 else len(data)
        gaps.append({"offset": at, "size": end - at, "unfinished": is_unfinished(data[at:end])})
        at = end
    return data[16:48], batches, gaps


# --- the membership chain ----------------------------------------------------------------------------------------------

class Chain:
    def __init__(self):
        self.heads, self.members, self.epochs = [], {}, []
        self.kit, self.profile, self.epoch_at = None, None, []

    @property
    def org_id(self):
        return self.heads[0]

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
        seq, prev, _time = r.u64(), r.raw(32), r.u64()
        author, device, action, detail = r.raw(16), r.raw(16), r.u8(), r.lp(4096)
        body, signature = content[:r.at], r.raw(64)
        r.end()
        first = not self.heads
        if seq != len(self.heads) or prev != (bytes(32) if first else self.heads[-1]):
            raise Refused("a chain entry out of order")
        if first != (action == GENESIS):
            raise Refused("GENESIS comes first, once")
        d = Reader(detail)
        changes = getattr(self, f"_{action}", None)
        if changes is None:
            raise Refused("needs a newer Amparo: an unknown action")
        apply = changes(d, author, seq)
        d.end()
        if first:
            by_device = author == apply["id"] and device == apply["device"]
            public, coordinator, kit = apply["device_pk"], apply["role"] == COORDINATOR, False
        else:
            kit = author == KIT and device == KIT and self.kit is not None
            m = self.members.get(author)
            by_device = kit or m is not None and m["device"] == device and m["removed_at"] is None
            if not by_device:
                raise Refused("a chain entry by nobody")
            public = self.kit["sign"] if kit else m["device_pk"]
            coordinator = not kit and m["role"] == COORDINATOR
        if not by_device:
            raise Refused("a chain entry by nobody")
        k.verify(public, "amp.chain.v1", H((bytes(32) if first else self.org_id) + body), signature)
        allowed = coordinator or kit and action == ADD_MEMBER and apply["role"] == COORDINATOR \
            or action == SET_NAME and not kit and apply[0] == author
        if not allowed:
            raise Refused("a chain entry by someone who may not")
        self._commit(action, apply, seq)
        self.heads.append(H(content))
        self.epoch_at.append(len(self.epochs))

    def _keys(self, d, seq):
        m = {"id": d.raw(16), "device": d.raw(16), "role": d.u8(), "parts": d.u8(), "box_pk": d.raw(32),
             "sign_pk": d.raw(32), "device_pk": d.raw(32), "added_at": seq, "removed_at": None, "name": b""}
        if not 1 <= m["role"] <= ROLES or m["id"] == KIT or m["device"] == KIT:
            raise Refused("a member of an unknown role, or called the kit")
        if not k.usable(m["box_pk"]):
            raise Refused("a box key with which no secret can be agreed")
        if any(m["id"] == o["id"] or m["device"] == o["device"] for o in self.members.values()):
            raise Refused("an id used twice")
        return m

    def _1(self, d, author, seq):
        d.raw(32)
        return self._keys(d, seq)

    def _2(self, d, author, seq):
        m = self._keys(d, seq)
        m["name"] = d.lp(4096)
        return m

    def _3(self, d, author, seq):
        m = self.members.get(d.raw(16))
        if m is None or m["removed_at"] is not None:
            raise Refused("removes nobody")
        if self.coordinators() == [m]:
            raise Refused("removes the last coordinator")
        return m

    def _4(self, d, author, seq):
        if d.u32() != len(self.epochs) + 1:
            raise Refused("an epoch out of order")
        return [d.raw(16) for _ in range(PARTS)]

    def _5(self, d, author, seq):
        return d.lp(4096)

    def _6(self, d, author, seq):
        member = d.raw(16)
        if member not in self.members:
            raise Refused("names nobody")
        return member, d.lp(4096)

    def _7(self, d, author, seq):
        kit = {"box": d.raw(32), "sign": d.raw(32)}
        if not k.usable(kit["box"]):
            raise Refused("a box key with which no secret can be agreed")
        return kit

    def _commit(self, action, x, seq):
        if action in (GENESIS, ADD_MEMBER):
            self.members[x["id"]] = x
        elif action == REMOVE_MEMBER:
            x["removed_at"] = seq
        elif action == NEW_EPOCH:
            self.epochs.append(x)
        elif action == SET_PROFILE:
            self.profile = x
        elif action == SET_NAME:
            self.members[x[0]]["name"] = x[1]
        elif action == NEW_KIT:
            self.kit = x


# --- keys --------------------------------------------------------------------------------------------------------------

class Holder:
    """Team keys of whoever unlocked."""

    def __init__(self, chain, grants, history, box_seed, is_mine):
        self.team, self.chain, self.problems = {}, chain, []
        org = chain.org_id
        for g in grants:
            if not is_mine(g):
                continue
            header = H(pad16("amp.grant") + org + g["header"])
            self._take(g["part"], g["epoch"], lambda: k.open_grant(box_seed, header, g["sealed"]))
        for epoch in range(len(chain.epochs) - 1, 0, -1):
            for part in range(PARTS):
                sealed, later = history.get((part, epoch)), self.team.get((part, epoch + 1))
                if sealed and later and (part, epoch) not in self.team:
                    context = pad16("amp.history") + org + u8(part) + u32(epoch)
                    self._take(part, epoch, lambda: k.open_sealed(later, context, sealed))

    def _take(self, part, epoch, opened):
        try:
            key = opened()
            if not 1 <= epoch <= len(self.chain.epochs) or k.kid(key) != self.chain.epochs[epoch - 1][part]:
                raise Refused("a team key the chain does not name")
            self.team[part, epoch] = key
        except Refused as why:
            self.problems.append(str(why))

    def header_key(self, epoch, stream):
        return k.kdf(self.team[ORGANIZATION, epoch], "amp.hdr", stream)

    def name(self, action, ident, sealed):
        if not sealed:
            return ""
        epoch, org = int.from_bytes(sealed[:4], "little"), self.chain.org_id
        roster = k.kdf(self.team[ORGANIZATION, epoch], "amp.roster", org)
        return k.unpad(k.open_sealed(roster, pad16("amp.roster") + org + u8(action) + ident, sealed[4:])).decode()


def read_device_vault(content):
    r = Reader(content)
    v = {"member": r.raw(16), "device": r.raw(16), "counter": r.u64(), "operations": r.u32(), "memory_kib": r.u32(),
         "salt": r.raw(16), "com": r.raw(32)}
    v["context"], v["sealed"] = content[:r.at], r.lp(104)
    r.end()
    return v


def read_grant(content):
    r = Reader(content)
    g = {"kind": r.u8(), "to": r.raw(16), "pk": r.raw(32), "part": r.u8(), "epoch": r.u32()}
    g["header"], g["sealed"] = content[:r.at], r.raw(112)
    r.end()
    if g["kind"] not in (1, 2) or g["part"] >= PARTS:
        raise Refused("a grant of an unknown kind or part")
    return g


def open_device_vault(v, org, passphrase):
    """(device seed, member secret)"""
    key = k.device_key(passphrase, v["salt"], v["operations"], v["memory_kib"])
    if k.com(key, v["sealed"][:24]) != v["com"]:
        raise Refused("another passphrase")
    plain = k.open_sealed(key, pad16("amp.device") + org + v["context"], v["sealed"])
    if len(plain) != 64:
        raise Refused("a device vault of another size")
    return plain[:32], plain[32:]


def kit_seeds(words: list[str], folder: pathlib.Path):
    """12 words of either list: 11 bits a word, 128 of the secret and 4 of its hash."""
    for language in ("en", "es"):
        listed = (folder / f"{language}.txt").read_text(encoding="utf-8").split()
        if not all(word in listed for word in words):
            continue
        number = 0
        for word in words:
            number = number << 11 | listed.index(word)
        secret = (number >> 4).to_bytes(16, "big")
        if len(words) != 12 or number & 15 != H(secret)[0] >> 4:
            raise Refused("words with a slip of the pen")
        kit = k.kdf(secret + secret, "amp.kit")
        return k.kdf(kit, "amp.kit.box"), k.kdf(kit, "amp.kit.sign")
    raise Refused("words of no list")


# --- commits -----------------------------------------------------------------------------------------------------------

def read_commit(content):
    r = Reader(content)
    c = {"stream": r.raw(16), "author": r.raw(16), "seq": r.u64(), "prev_self": r.raw(32)}
    n = r.u8()
    if n > 16:
        raise Refused("more than 16 parents")
    c["parents"] = [r.raw(32) for _ in range(n)]
    c["chain_head"], c["epoch"], c["hdr_kid"], c["hour"] = r.raw(32), r.u32(), r.raw(16), r.u32()
    m = r.u16()
    if not 1 <= m <= 256:
        raise Refused("no entries, or more than 256")
    c["refs"] = [(r.raw(32), r.raw(32), r.u8()) for _ in range(m)]
    c["outer"], c["signature"] = content[:r.at], r.raw(64)
    r.end()
    c["id"] = H(content)
    c["bytes"] = [{} for _ in range(m)]
    return c


def read_fields(plain):
    r = Reader(plain)
    f = {"revision": r.raw(16), "record": r.raw(16), "person": r.raw(16), "part": r.u8(), "op": r.u8(),
         "time_ms": r.u64(), "form_version": r.u32(), "com": r.raw(32)}
    n = r.u8()
    if n > 16:
        raise Refused("more than 16 parent revisions")
    f["parents"] = [r.raw(16) for _ in range(n)]
    f["kind"] = r.lp(60).decode()
    r.end()
    if f["part"] >= PARTS or not 1 <= f["op"] <= 4 or not f["kind"]:
        raise Refused("a header of an unknown part or act, or of no kind")
    return f


class Vault:
    def __init__(self, data: bytes):
        self.org, self.batches, self.gaps = frames(data)
        self.chain, self.grants, self.history, self.vaults = Chain(), [], {}, {}
        self.org_secrets, self.commits, self.problems, self.newer = {}, {}, [], 0
        for items in self.batches:
            commit = None
            for kind, content in items:
                try:
                    commit = self._take(kind, content, commit)
                except Refused as why:
                    self.problems.append(f"item {kind}: {why}")
        if not self.chain.heads or self.chain.org_id != self.org:
            raise Refused("the chain of another organisation, or none")
        for c in self.commits.values():
            self._check(c)
        self._audit()

    def _take(self, kind, content, commit):
        if kind == CHAIN_ENTRY:
            self.chain.take(content)
        elif kind == GRANT:
            self.grants.append(read_grant(content))
        elif kind == HISTORY:
            r = Reader(content)
            where = r.u8(), r.u32()
            self.history[where] = r.raw(72)
            r.end()
        elif kind == DEVICE_VAULT:
            v = read_device_vault(content)
            before = self.vaults.get(v["device"])
            if before is None or v["counter"] > before["counter"]:
                self.vaults[v["device"]] = v
        elif kind == COMMIT:
            commit = read_commit(content)
            self.commits[commit["id"]] = commit
        elif kind in (HEADER, BODY, SHELF):
            if commit is None:
                raise Refused("no commit before it")
            r = Reader(content)
            at = r.u16()
            if at >= len(commit["refs"]) or kind in commit["bytes"][at]:
                raise Refused("of no entry")
            commit["bytes"][at][kind] = content[2:]
        elif kind == ORG_SECRET:
            r = Reader(content)
            epoch = r.u32()
            self.org_secrets[epoch] = r.raw(72)
            r.end()
        else:
            self.newer += 1
        return commit

    def _check(self, c):
        """Signature and links of one commit."""
        try:
            member = self.chain.by_device(c["author"])
            if member is None or not self.chain.was_active(c["author"], c["chain_head"]):
                raise Refused("of someone who was not a member")
            k.verify(member["device_pk"], "amp.commit.v1", H(self.org + c["outer"]), c["signature"])
            if c["stream"] != self.org[:16]:
                raise Refused("of another stream")
            if c["epoch"] != self.chain.epoch_at[self.chain.heads.index(c["chain_head"])]:
                raise Refused("of another epoch than its chain head")
            for parent in c["parents"]:
                if parent not in self.commits:
                    raise Refused("a parent is not there")
            before = self.commits.get(c["prev_self"])
            if (c["seq"] == 1) != (c["prev_self"] == bytes(32)):
                raise Refused("a wrong beginning of a device's commits")
            if c["seq"] > 1 and (before is None or before["author"] != c["author"] or before["seq"] != c["seq"] - 1):
                raise Refused("its device's commit before is not there")
            for i, (header_hash, body_hash, size) in enumerate(c["refs"]):
                there = c["bytes"][i]
                if HEADER in there and H(there[HEADER]) != header_hash or BODY in there and H(there[BODY]) != body_hash:
                    raise Refused("bytes of another hash")
                if BODY in there and (len(there[BODY]) - 41).bit_length() != size:
                    raise Refused("a body of another size class")
        except Refused as why:
            self.problems.append(f"commit {c['id'].hex()}: {why}")

    def _audit(self):
        for g in self.grants:
            if g["epoch"] != len(self.chain.epochs):
                continue
            m = self.chain.members.get(g["to"])
            if g["kind"] == 1 and (m is None or m["removed_at"] is not None or not m["parts"] >> g["part"] & 1
                                   or m["box_pk"] != g["pk"]):
                self.problems.append("a key was granted to a stranger")

    def unlock(self, passphrase):
        for m in self.chain.members.values():
            v = self.vaults.get(m["device"])
            if m["removed_at"] is not None or v is None:
                continue
            try:
                seed, secret = open_device_vault(v, self.org, passphrase)
            except Refused:
                continue
            box = k.kdf(secret, "amp.member.box")
            if k.sign_public(seed) != m["device_pk"] or k.box_public(box) != m["box_pk"] \
                    or k.sign_public(k.kdf(secret, "amp.member.sign")) != m["sign_pk"]:
                raise Refused("a device vault of other keys than the chain names")
            return m["id"], Holder(self.chain, self.grants, self.history, box,
                                   lambda g: g["kind"] == 1 and g["to"] == m["id"])
        raise Refused("a wrong passphrase")

    def unlock_kit(self, words, folder):
        box, signing = kit_seeds(words, folder)
        kit = self.chain.kit
        if kit is None or k.box_public(box) != kit["box"] or k.sign_public(signing) != kit["sign"]:
            raise Refused("words of another kit")
        return KIT, Holder(self.chain, self.grants, self.history, box,
                           lambda g: g["kind"] == 2 and g["pk"] == kit["box"])

    def entries(self, holder):
        """(entries that may be given out, erased names, missing names): needs every entry read once."""
        opened, missing, erased = [], [], set()
        for c in self.commits.values():
            for i in range(len(c["refs"])):
                there, name = c["bytes"][i], (c["id"].hex(), i)
                if HEADER not in there and BODY not in there:
                    missing.append(name)
                    continue
                try:
                    opened.append(self._open(holder, c, i))
                except (Refused, KeyError) as why:
                    self.problems.append(f"entry {name}: {why}")
                    continue
                entry = opened[-1]
                if entry["kind"] == "erasure" and entry["part"] == ORGANIZATION and entry["body"] is not None:
                    erased |= {(e["commit"], e["index"]) for e in json.loads(entry["body"])["entries"]}
        self.problems += [f"entry {name}: missing" for name in missing if name not in erased]
        return [e for e in opened if (e["commit"], e["index"]) not in erased], sorted(erased), missing

    def _open(self, holder, c, i):
        there = c["bytes"][i]
        place = self.org + c["stream"] + u32(c["epoch"]) + c["author"] + u64(c["seq"]) + u16(i)
        header_key = holder.header_key(c["epoch"], c["stream"])
        if k.kid(header_key) != c["hdr_kid"]:
            raise Refused("another header key")
        f = read_fields(k.open_sealed(header_key, pad16("amp.hdr") + place, there[HEADER]))
        body, team = None, holder.team.get((f["part"], c["epoch"]))
        if team is not None:
            rk = k.kdf(team, "amp.rk", f["record"] + u8(f["part"]))
            shelf = pad16("amp.cek") + self.org + f["record"] + u8(f["part"]) + u32(c["epoch"]) + f["revision"]
            cek = k.open_sealed(rk, shelf, there[SHELF])
            if k.com(cek, there[BODY][:24]) != f["com"]:
                raise Refused("a body of another key")
            context = pad16("amp.body") + place + f["revision"] + f["record"] + u8(f["part"]) + u32(f["form_version"])
            body = k.unpad(k.open_sealed(cek, context, there[BODY])).decode()
        return {"commit": c["id"].hex(), "index": i, "device": c["author"].hex(), "body": body,
                "revision": f["revision"].hex(), "record": f["record"].hex(), "person": f["person"].hex(),
                "part": f["part"], "op": f["op"], "time_ms": f["time_ms"], "form_version": f["form_version"],
                "kind": f["kind"], "parents": [p.hex() for p in f["parents"]]}

    def report(self, member, holder):
        entries, erased, missing = self.entries(holder)
        epoch = len(self.chain.epochs)
        secret = k.open_sealed(k.kdf(holder.team[ORGANIZATION, epoch], "amp.org", self.org),
                               pad16("amp.org") + self.org + u32(epoch), self.org_secrets[epoch])
        return {"org_id": self.org.hex(), "gaps": self.gaps, "batches": len(self.batches), "member": member.hex(),
                "epoch": epoch, "organization": holder.name(SET_PROFILE, bytes(16), self.chain.profile),
                "kit": self.chain.kit is not None, "newer": self.newer,
                "members": {m["id"].hex(): {"role": m["role"], "parts": m["parts"], "active": m["removed_at"] is None,
                                            "name": holder.name(SET_NAME, m["id"], m["name"])}
                            for m in self.chain.members.values()},
                "team_keys": sorted([e, p] for p, e in holder.team), "chain": len(self.chain.heads),
                "organization_secret_kid": k.kid(secret).hex(), "commits": [c["id"].hex() for c in self.commits.values()],
                "entries": entries, "erased": [list(e) for e in erased], "missing": [list(e) for e in missing],
                "problems": self.problems + holder.problems}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=pathlib.Path)
    options.add_argument("secret", help="a passphrase, or with --kit the twelve words")
    options.add_argument("--kit", type=pathlib.Path, metavar="FOLDER", help="the folder of the word lists")
    given = options.parse_args()
    try:
        vault = Vault(given.file.read_bytes())
        opened = vault.unlock_kit(given.secret.split(), given.kit) if given.kit else vault.unlock(given.secret)
    except Refused as why:
        print(f"refused: {why}", file=sys.stderr)
        return 1
    json.dump(vault.report(*opened), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
