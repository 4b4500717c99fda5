#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second reader of the vault file, written from protocol/ and not from the C++: decode_vault.py FILE PASSPHRASE

Checks everything the page says can be checked and opens what the passphrase (or `--kit WORDS`) opens; prints JSON."""
import argparse
import json
import pathlib
import sys

import keys as k
from chain import KIT, ORGANIZATION, PARTS, SET_NAME, SET_PROFILE, Chain
from keys import H, LP, Reader, Refused, pad16, u8, u16, u32, u64

CHAIN_ENTRY, GRANT, HISTORY, DEVICE_VAULT, COMMIT, HEADER, BODY, SHELF, ORG_SECRET = range(1, 10)
BODY_BYTES_MAX, ITEMS_MAX = 67_108_864, 1_048_576


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
            if len(items) == ITEMS_MAX:
                return None
            items.append((body.u8(), body.lp(BODY_BYTES_MAX)))
    except Refused:
        return None
    return items, end


def has_header(data: bytes, at: int) -> bool:
    head = data[at:at + 12]
    return len(head) == 12 and head[:4] == b"AMPB" and head[8:] == k.check(head[:8])[:4]


def is_unfinished(gap: bytes) -> bool:
    if not any(gap[:12]):
        return True
    if len(gap) < 12:
        return b"AMPB".startswith(gap[:4])
    return has_header(gap, 0) and int.from_bytes(gap[4:8], "little") + 28 > len(gap)


def gaps_in(data: bytes, begin: int, end: int):
    """What lies between two whole batches, cut where the header of another one that is not whole begins."""
    cuts = [begin] + [at for at in range(begin + 1, end) if has_header(data, at)] + [end]
    return [{"offset": a, "size": b - a, "unfinished": is_unfinished(data[a:b])} for a, b in zip(cuts, cuts[1:])]


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
        gaps += gaps_in(data, at, end)
        at = end
    return data[16:48], batches, gaps


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
                later = self.team.get((part, epoch + 1))
                for sealed in history.get((part, epoch), []) if later else []:
                    context = pad16("amp.history") + org + u8(part) + u32(epoch)
                    self._take(part, epoch, lambda: k.open_sealed(later, context, sealed))

    def _take(self, part, epoch, opened):
        if (part, epoch) in self.team:
            return
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
    v["content"], v["signature"] = content[:r.at], r.raw(64)
    r.end()
    if len(v["sealed"]) != 104:
        raise Refused("a device vault of another size")
    return v


def take_device_vault(chain, v):
    m = chain.by_device(v["device"])
    if m is None or m["id"] != v["member"]:
        raise Refused("a device vault of nobody")
    k.verify(m["device_pk"], "amp.device.v1", H(chain.org_id + v["content"]), v["signature"])
    return m


def check_keys(m, seed, secret):
    if k.sign_public(seed) != m["device_pk"] or k.box_public(k.kdf(secret, "amp.member.box")) != m["box_pk"]:
        raise Refused("a device vault of other keys than the chain names")


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
    def __init__(self, org, batches, gaps=()):
        self.org, self.batches, self.gaps = org, batches, list(gaps)
        self.chain, self.grants, self.history, self.vaults = Chain(), [], {}, {}
        self.org_secrets, self.found, self.commits, self.problems, self.newer = {}, {}, {}, [], 0
        self.used = []  # Nonces and content keys met.
        for items in self.batches:
            commit = None
            for kind, content in items:
                try:
                    commit = self._take(kind, content, commit)
                except Refused as why:
                    self.problems.append(f"item {kind}: {why}")
        if not self.chain.heads or self.chain.org_id != self.org:
            raise Refused("the chain of another organisation, or none")
        for c in self.found.values():
            self._check(c)
        self._audit()

    @classmethod
    def read(cls, data: bytes):
        return cls(*frames(data))

    def _take(self, kind, content, commit):
        if kind == CHAIN_ENTRY:
            self.chain.take(content)
        elif kind == GRANT:
            self.grants.append(read_grant(content))
        elif kind == HISTORY:
            r = Reader(content)
            where = r.u8(), r.u32()
            self.history.setdefault(where, []).append(r.raw(72))
            r.end()
            if where[0] >= PARTS:
                raise Refused("a history of an unknown part")
        elif kind == DEVICE_VAULT:
            v = read_device_vault(content)
            take_device_vault(self.chain, v)
            before = self.vaults.get(v["device"])
            if before is None or v["counter"] > before["counter"]:
                self.vaults[v["device"]] = v
        elif kind == COMMIT:
            commit = read_commit(content)
            self.found.setdefault(commit["id"], commit)
        elif kind in (HEADER, BODY, SHELF):
            if commit is None:
                raise Refused("no commit before it")
            r = Reader(content)
            at = r.u16()
            if at >= len(commit["refs"]):
                raise Refused("of no entry")
            commit["bytes"][at].setdefault(kind, content[2:])
        elif kind == ORG_SECRET:
            r = Reader(content)
            epoch = r.u32()
            self.org_secrets.setdefault(epoch, []).append(r.raw(72))
            r.end()
        else:
            self.newer += 1
        return commit

    def _check(self, c):
        """Whether a commit counts; all signatures are checked, so none has to be covered by another."""
        try:
            member, head = self.chain.by_device(c["author"]), c["chain_head"]
            if c["stream"] != self.org[:16]:
                raise Refused("of another stream")
            lost = head not in self.chain.heads
            if member is None or not (member["removed_at"] is None if lost else self.chain.was_active(c["author"], head)):
                raise Refused("of someone who was not a member")
            k.verify(member["device_pk"], "amp.commit.v1", H(self.org + c["outer"]), c["signature"])
            if member["removed_at"] is not None and c["id"] not in self._up_to_removal(member):
                raise Refused("of someone who was removed")
            c["position"] = len(self.chain.heads) if lost else self.chain.heads.index(head)
            if not lost and c["epoch"] != self.chain.epoch_at[c["position"]]:
                raise Refused("of another epoch than its chain head")
            seen = [self.commits[p] for p in c["parents"] + [c["prev_self"]] if p in self.commits]
            if any(p["position"] > c["position"] for p in seen):
                raise Refused("of an older membership than it has seen")
            if lost:
                self.problems.append(f"commit {c['id'].hex()}: its membership is not here")
        except Refused as why:
            self.problems.append(f"commit {c['id'].hex()}: {why}")
            return
        self.commits[c["id"]] = c
        self._check_links(c)

    def _check_links(self, c):
        before = self.commits.get(c["prev_self"])
        linked = all(p in self.commits for p in c["parents"])
        if c["seq"] == 1:
            linked = linked and c["prev_self"] == bytes(32)
        else:
            linked = linked and before and before["author"] == c["author"] and before["seq"] == c["seq"] - 1
        if not linked:
            self.problems.append(f"commit {c['id'].hex()}: its earlier commits are not all here")
        if any(o["author"] == c["author"] and o["seq"] == c["seq"] and o is not c for o in self.commits.values()):
            self.problems.append(f"commit {c['id'].hex()}: another copy of its device wrote one too")
        for i, (header_hash, body_hash, size) in enumerate(c["refs"]):
            there = c["bytes"][i]
            if HEADER in there and H(there[HEADER]) != header_hash or BODY in there and H(there[BODY]) != body_hash:
                self.problems.append(f"entry {c['id'].hex()}, {i}: bytes of another hash")
            if BODY in there and (len(there[BODY]) - 41).bit_length() != size:
                self.problems.append(f"entry {c['id'].hex()}, {i}: a body of another size class")

    def _up_to_removal(self, member):
        """The commit a removal names and those before it. Damage on the way is for another reader to look past."""
        vouched, (_, at) = set(), member["last"]
        while at in self.found and self.found[at]["author"] == member["device"]:
            vouched.add(at)
            at = self.found[at]["prev_self"]
        return vouched

    def _audit(self):
        if not self.chain.ends:
            self.problems.append("the chain goes on beyond what is here")
        if self.chain.needs_epoch:
            self.problems.append("no new epoch was begun")
        for g in self.grants:
            if g["epoch"] != len(self.chain.epochs):
                continue
            m = self.chain.members.get(g["to"])
            if g["kind"] == 2:
                stranger = self.chain.kit is None or self.chain.kit["box"] != g["pk"]
            else:
                stranger = m is None or m["removed_at"] is not None or m["box_pk"] != g["pk"] \
                    or not m["parts"] >> g["part"] & 1
            if stranger:
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
            check_keys(m, seed, secret)
            holder = Holder(self.chain, self.grants, self.history, k.kdf(secret, "amp.member.box"),
                            lambda g: g["kind"] == 1 and g["to"] == m["id"] and g["pk"] == m["box_pk"])
            if (ORGANIZATION, len(self.chain.epochs)) not in holder.team:
                raise Refused("no key of the part that every member holds")
            return m["id"], holder
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
        opened, missing, erased = [], [], {}
        for c in self.commits.values():
            for i in range(len(c["refs"])):
                there, name = c["bytes"][i], (c["id"].hex(), i)
                if HEADER not in there or BODY not in there:
                    missing.append(name)
                    continue
                try:
                    opened.append(self._open(holder, c, i))
                except (Refused, KeyError) as why:
                    self.problems.append(f"entry {name}: {why}")
                    continue
                entry = opened[-1]
                if entry["kind"] == "erasure" and entry["part"] == ORGANIZATION and entry["body"] is not None:
                    held = self.chain.by_device(c["author"])["parts"]
                    for e in json.loads(entry["body"])["entries"]:
                        at = e["commit"], e["index"]
                        erased[at] = erased.get(at, 0) | held
        self.problems += [f"entry {name}: missing" for name in missing if name not in erased]
        return [e for e in opened if not erased.get((e["commit"], e["index"]), 0) >> e["part"] & 1], sorted(erased), missing

    def _open(self, holder, c, i):
        there = c["bytes"][i]
        place = self.org + c["stream"] + u32(c["epoch"]) + c["author"] + u64(c["seq"]) + u16(i)
        header_key = holder.header_key(c["epoch"], c["stream"])
        if k.kid(header_key) != c["hdr_kid"]:
            raise Refused("another header key")
        self.used.append(there[HEADER][:24])
        f = read_fields(k.open_sealed(header_key, pad16("amp.hdr") + place, there[HEADER]))
        body, team = None, holder.team.get((f["part"], c["epoch"]))
        if team is not None:
            rk = k.kdf(team, "amp.rk", f["record"] + u8(f["part"]))
            shelf = pad16("amp.cek") + self.org + f["record"] + u8(f["part"]) + u32(c["epoch"]) + f["revision"]
            cek = k.open_sealed(rk, shelf, there[SHELF])
            if k.com(cek, there[BODY][:24]) != f["com"]:
                raise Refused("a body of another key")
            context = pad16("amp.body") + place + f["revision"] + f["record"] + u8(f["part"]) + u32(f["form_version"])
            self.used += [there[BODY][:24], there[SHELF][:24], cek]
            body = k.unpad(k.open_sealed(cek, context, there[BODY])).decode()
        return {"commit": c["id"].hex(), "index": i, "device": c["author"].hex(), "body": body,
                "revision": f["revision"].hex(), "record": f["record"].hex(), "person": f["person"].hex(),
                "part": f["part"], "op": f["op"], "time_ms": f["time_ms"], "form_version": f["form_version"],
                "kind": f["kind"], "parents": [p.hex() for p in f["parents"]]}

    def organization_secret_kid(self, holder, epoch):
        wrap = k.kdf(holder.team[ORGANIZATION, epoch], "amp.org", self.org)
        for sealed in self.org_secrets.get(epoch, []):
            try:
                found = k.kid(k.open_sealed(wrap, pad16("amp.org") + self.org + u32(epoch), sealed))
            except Refused:
                continue
            if found == self.chain.epochs[-1][PARTS]:
                return found
        return None

    def report(self, member, holder):
        entries, erased, missing = self.entries(holder)
        epoch = len(self.chain.epochs)
        secret_kid = self.organization_secret_kid(holder, epoch)
        return {"org_id": self.org.hex(), "gaps": self.gaps, "batches": len(self.batches), "member": member.hex(),
                "epoch": epoch, "organization": holder.name(SET_PROFILE, bytes(16), self.chain.profile),
                "kit": self.chain.kit is not None, "newer": self.newer,
                "members": {m["id"].hex(): {"role": m["role"], "parts": m["parts"], "active": m["removed_at"] is None,
                                            "name": holder.name(SET_NAME, m["id"], m["name"])}
                            for m in self.chain.members.values()},
                "team_keys": sorted([e, p] for p, e in holder.team), "chain": len(self.chain.heads),
                "organization_secret_kid": secret_kid and secret_kid.hex(), "commits": [c["id"].hex() for c in self.commits.values()],
                "entries": entries, "erased": [list(e) for e in erased], "missing": [list(e) for e in missing],
                "problems": self.problems + holder.problems}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=pathlib.Path)
    options.add_argument("secret", help="a passphrase, or with --kit the twelve words")
    options.add_argument("--kit", type=pathlib.Path, metavar="FOLDER", help="the folder of the word lists")
    given = options.parse_args()
    try:
        vault = Vault.read(given.file.read_bytes())
        opened = vault.unlock_kit(given.secret.split(), given.kit) if given.kit else vault.unlock(given.secret)
    except Refused as why:
        print(f"refused: {why}", file=sys.stderr)
        return 1
    json.dump(vault.report(*opened), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
