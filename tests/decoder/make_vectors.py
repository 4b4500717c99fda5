#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes protocol/vectors/vault.json anew, from fixed inputs, after the format changed: make_vectors.py"""
import json
import pathlib

import nacl.bindings as sodium

import keys as k
import vectors
from chain import ADD_MEMBER, ADD_MEMBER_OF_EIGHT, GENESIS, GENESIS_OF_EIGHT, KIT, NEW_EPOCH, NEW_EPOCH_OF_EIGHT, NEW_KIT, \
    PARTS, REMOVE_MEMBER, SET_NAME, SET_PROFILE
from keys import H, LP, pad16, u8, u16, u32, u64

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "protocol/vectors/vault.json"
ORG = H(b"an organisation")
WORDS_EN = ROOT / "data/words/en.txt"
made = []


def fixed(name: str, size: int = 32) -> bytes:
    """Bytes that anyone can make again."""
    return H(name.encode())[:size]


def vector(what: str, function: str, **given):
    hexed = {name: value.hex() if isinstance(value, bytes) else value for name, value in given.items()}
    made.append({"what": what, "function": function, "given": hexed, "gives": vectors.answer(function, hexed)})


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def functions():
    for text in (b"", b"abc", bytes(range(200))):
        vector("BLAKE2b-256", "hash", bytes=text)
        vector("BLAKE2b-128", "check", bytes=text)
    vector("a derived key", "kdf", key=fixed("K"), label="amp.hdr", context=b"a stream's id...")
    vector("no context", "kdf", key=fixed("K"), label="amp.member.sign", context=b"")
    vector("the name of a key", "kid", key=fixed("K"))
    vector("a commitment", "com", key=fixed("K"), nonce=fixed("N", 24))
    sealed = k.seal(fixed("K"), fixed("N", 24), b"context", b"what is said")
    vector("sealed", "seal", key=fixed("K"), nonce=fixed("N", 24), context=b"context", plain=b"what is said")
    vector("sealed, nothing said", "seal", key=fixed("K"), nonce=fixed("N", 24), context=b"", plain=b"")
    vector("opened", "open", key=fixed("K"), context=b"context", sealed=sealed)
    vector("another context", "open", key=fixed("K"), context=b"contexT", sealed=sealed)
    vector("another key", "open", key=fixed("L"), context=b"context", sealed=sealed)
    vector("another byte", "open", key=fixed("K"), context=b"context", sealed=flip(sealed, len(sealed) - 1))
    vector("cut", "open", key=fixed("K"), context=b"context", sealed=sealed[:39])
    vector("a signing key", "sign_public", seed=fixed("S"))
    vector("a box key", "box_public", seed=fixed("S"))
    vector("a signature", "sign", seed=fixed("S"), label="amp.commit.v1", hash=fixed("h"))
    for n in (0, 1, 126, 127, 128, 255, 256, 65_535, 65_536, 65_537, 67_583, 67_584, 100_000, 131_071, 131_072, 1_000_000, 60_000_000):
        vector("a size class", "size_class", bytes=n)
    vector("padded", "pad", plain=b"{}")
    vector("unpadded", "unpad", padded=k.pad(b"{}"))
    vector("padding of another class", "unpad", padded=k.pad(b"{}") + bytes(128))
    vector("no padding", "unpad", padded=bytes(128))
    vector("nothing", "unpad", padded=b"")
    vector("a device key", "device_key", passphrase="una contraseña larga", salt=fixed("salt", 16), operations=3, memory_kib=65_536)
    vector("below the floor", "device_key", passphrase="x", salt=fixed("salt", 16), operations=2, memory_kib=65_536)
    vector("below the floor", "device_key", passphrase="x", salt=fixed("salt", 16), operations=3, memory_kib=65_535)
    vector("above the ceiling", "device_key", passphrase="x", salt=fixed("salt", 16), operations=17, memory_kib=65_536)
    vector("above the ceiling", "device_key", passphrase="x", salt=fixed("salt", 16), operations=3, memory_kib=2_097_153)
    words = words_of(fixed("kit", 16))
    vector("a paper kit", "kit", words=words)
    vector("a slip of the pen", "kit", words=words[1:] + words[:1])
    vector("an unknown word", "kit", words=words[1:] + ["amparo"])


def words_of(secret: bytes) -> list[str]:
    number = int.from_bytes(secret, "big") << 4 | H(secret)[0] >> 4
    listed = WORDS_EN.read_text(encoding="utf-8").split()
    return [listed[number >> 11 * (11 - i) & 2047] for i in range(12)]


def batch_of(*items) -> bytes:
    body = b"".join(u8(kind) + LP(content) for kind, content in items)
    head = b"AMPB" + u32(len(body))
    head += k.check(head)[:4]
    return head + body + k.check(head + body)


def files():
    head = b"AMPVAULT" + u16(1) + u16(1) + u32(0) + ORG
    pre = head + k.check(head)
    newer = b"AMPVAULT" + u16(2) + head[10:]
    vector("a preamble", "preamble", file=pre)
    vector("a flipped bit", "preamble", file=flip(pre, 20))
    vector("a newer format", "preamble", file=newer + k.check(newer))
    vector("cut", "preamble", file=pre[:63])
    one, two = batch_of((1, b"first"), (200, b"")), batch_of((7, u16(0) + b"second"))
    vector("a batch", "batch", bytes=one)
    vector("no items", "batch", bytes=batch_of())
    vector("a flipped bit", "batch", bytes=flip(one, 14))
    cut_item = b"AMPB" + u32(4)
    cut_item += k.check(cut_item)[:4] + b"\x01\x05\x00\x00"
    vector("a right check over half an item", "batch", bytes=cut_item + k.check(cut_item))
    for what, gap in (("whole", b""), ("a cut batch", two[:-1]), ("a cut header", two[:7]), ("zeros", bytes(40)),
                      ("a flipped bit", flip(two, 20)), ("a flipped length", flip(two, 4)), ("stray bytes", b"stray"), ("two cut batches", two[:-1] + one[:-9]),
                      ("a cut header and a cut batch", two[:7] + one[:-9]),
                      ("a flipped bit and a cut batch", flip(two, 20) + one[:-9])):
        vector(what, "scan", file=pre + one + gap + two)
        vector(what + ", at the end", "scan", file=pre + one + gap)


# --- the membership chain ----------------------------------------------------------------------------------------------

class Person:
    def __init__(self, name: str):
        self.id, self.device = fixed(name + " id", 16), fixed(name + " device", 16)
        self.seed, self.secret = fixed(name + " seed"), fixed(name + " secret")
        self.keys = k.box_public(k.kdf(self.secret, "amp.member.box")) + \
            k.sign_public(k.kdf(self.secret, "amp.member.sign")) + k.sign_public(self.seed)

    def detail(self, role: int, parts: int, width=u16) -> bytes:
        return self.id + self.device + u8(role) + width(parts) + self.keys


class Entries:
    def __init__(self, entries=()):
        self.entries = list(entries)

    def with_(self, author, action: int, detail: bytes, seq=None, prev=None, tail=b"", key=None):
        seq = len(self.entries) if seq is None else seq
        prev = (H(self.entries[-1]) if self.entries else bytes(32)) if prev is None else prev
        body = u64(seq) + prev + u64(1_930_000_000_000 + seq) + author.id + author.device + u8(action) + LP(detail)
        org = H(self.entries[0]) if self.entries else bytes(32)
        return Entries(self.entries + [body + k.sign(key or author.seed, "amp.chain.v1", H(org + body)) + tail])

    def vector(self, what):
        vector(what, "chain", entries=[e.hex() for e in self.entries])


class KitAuthor:
    def __init__(self):
        kit = k.kdf(fixed("kit", 16) * 2, "amp.kit")
        self.id = self.device = KIT
        self.seed, self.box = k.kdf(kit, "amp.kit.sign"), k.kdf(kit, "amp.kit.box")


def epoch(n: int, parts=PARTS) -> bytes:
    return u32(n) + b"".join(k.kid(fixed(f"TK {part} {n}")) for part in range(parts)) + k.kid(fixed("organisation's secret"))


def removal(person) -> bytes:
    return person.id + u64(3) + fixed("the last commit")


def chains():
    ana, bea, eva, kit = Person("Ana"), Person("Bea"), Person("Eva"), KitAuthor()
    founding = Entries().with_(ana, GENESIS, fixed("nonce") + ana.detail(1, 0x1FF))
    first = founding.with_(ana, NEW_EPOCH, epoch(1))
    two = first.with_(ana, ADD_MEMBER, bea.detail(2, 0x19F) + LP(b"a sealed name"))
    kitted = two.with_(ana, NEW_KIT, k.box_public(kit.box) + k.sign_public(kit.seed))
    coordinator = eva.detail(1, 0x1FF) + LP(b"")
    founding.vector("a founding")
    first.vector("the first epoch")
    two.vector("a second member")
    two.with_(ana, SET_PROFILE, LP(b"a sealed name")).with_(bea, SET_NAME, bea.id + LP(b"x")).vector("names")
    kitted.with_(kit, ADD_MEMBER, coordinator).vector("a paper kit adds a coordinator")
    two.with_(ana, REMOVE_MEMBER, removal(bea)).with_(ana, NEW_EPOCH, epoch(2)).vector("a removal and its epoch")
    Entries().with_(ana, NEW_EPOCH, epoch(1)).vector("no founding")
    Entries().with_(ana, GENESIS, fixed("nonce") + ana.detail(2, 0x1FF)).vector("founded by no coordinator")
    Entries().with_(bea, GENESIS, fixed("nonce") + ana.detail(1, 0x1FF)).vector("founded by another")
    first.with_(ana, GENESIS, fixed("nonce") + ana.detail(1, 0x1FF)).vector("founded twice")
    first.with_(ana, NEW_EPOCH, epoch(3)).vector("an epoch left out")
    first.with_(ana, NEW_EPOCH, epoch(2), seq=1).vector("a place used twice")
    first.with_(ana, NEW_EPOCH, epoch(2), prev=H(founding.entries[0])).vector("another entry before it")
    first.with_(ana, NEW_EPOCH, epoch(2), tail=b"\0").vector("a byte after the signature")
    first.with_(ana, NEW_EPOCH, epoch(2), key=bea.seed).vector("signed by another device")
    first.with_(bea, SET_NAME, bea.id + LP(b"x")).vector("by a stranger")
    for box, what in ((bytes(32), "a box key of small order"), (u64(9) + bytes(23) + b"\x80", "a box key with its top bit set"),
                      (b"\xf6" + b"\xff" * 30 + b"\x7f", "a box key beyond the prime")):
        first.with_(ana, ADD_MEMBER, bea.detail(2, 0x19F)[:35] + box + bea.detail(2, 0x19F)[67:] + LP(b"")).vector(what)
    first.with_(ana, NEW_KIT, bytes(32) + k.sign_public(kit.seed)).vector("a kit with a box key of small order")
    first.with_(ana, ADD_MEMBER, bea.detail(7, 0x1FF) + LP(b"")).vector("an unknown role")
    first.with_(ana, ADD_MEMBER, bea.detail(0, 0x1FF) + LP(b"")).vector("no role")
    first.with_(ana, ADD_MEMBER, KIT + bea.detail(1, 0x1FF)[16:] + LP(b"")).vector("a member called as the kit")
    first.with_(ana, ADD_MEMBER, bea.detail(2, 0x19F) + LP(b"") + b"\0").vector("a byte after the detail")
    first.with_(ana, ADD_MEMBER, bea.detail(2, 0x39F) + LP(b"")).vector("an unknown part")
    first.with_(ana, 11, b"").vector("an unknown action")
    Entries().with_(ana, 11, b"").vector("founded by an unknown action")
    two.with_(ana, REMOVE_MEMBER, bea.id).vector("a removal that names no last commit")
    two.with_(bea, 11, b"").vector("an unknown action of no coordinator")
    two.with_(ana, ADD_MEMBER, bea.detail(2, 0x19F) + LP(b"")).vector("a member twice")
    two.with_(bea, ADD_MEMBER, coordinator).vector("added by no coordinator")
    two.with_(bea, SET_NAME, ana.id + LP(b"x")).vector("another's name")
    two.with_(ana, REMOVE_MEMBER, removal(ana)).vector("the last coordinator removed")
    two.with_(ana, REMOVE_MEMBER, removal(eva)).vector("nobody removed")
    two.with_(ana, REMOVE_MEMBER, removal(bea)).with_(bea, SET_NAME, bea.id + LP(b"x")).vector("by who was removed")
    two.with_(kit, ADD_MEMBER, coordinator).vector("by a kit that never was")
    kitted.with_(kit, ADD_MEMBER, eva.detail(2, 0x19F) + LP(b"")).vector("a kit adds no coordinator")
    kitted.with_(kit, REMOVE_MEMBER, removal(bea)).vector("a kit removes someone")
    eight = Entries().with_(ana, GENESIS_OF_EIGHT, fixed("nonce") + ana.detail(1, 0xFF, u8))
    eight_first = eight.with_(ana, NEW_EPOCH_OF_EIGHT, epoch(1, 8))
    eight_two = eight_first.with_(ana, ADD_MEMBER_OF_EIGHT, bea.detail(2, 0x9F, u8) + LP(b"a sealed name"))
    eight_two.vector("of eight parts")
    eight_two.with_(ana, NEW_EPOCH, epoch(2)).vector("of eight parts, then an epoch of nine")
    eight_two.with_(ana, NEW_EPOCH_OF_EIGHT, epoch(2)).vector("an epoch of eight that names nine keys")
    eight_first.with_(ana, ADD_MEMBER_OF_EIGHT, bea.detail(2, 0x9B, u8) + LP(b"")).vector("of eight parts, without a key of location")
    eight_first.with_(ana, NEW_EPOCH, epoch(2)).with_(ana, ADD_MEMBER_OF_EIGHT, bea.detail(2, 0x9F, u8) + LP(b"")) \
        .vector("a member of eight parts after an epoch of nine")
    cruz = Person("Cruz").detail(3, 0x7F, u8) + LP(b"")
    eight_first.with_(ana, ADD_MEMBER_OF_EIGHT, cruz).with_(ana, NEW_EPOCH, epoch(2)).vector("an attorney of eight parts")
    eight_first.with_(ana, ADD_MEMBER, bea.detail(2, 0x19F) + LP(b"")).with_(ana, NEW_EPOCH, epoch(2)) \
        .vector("a member of nine parts and the epoch")
    eight_first.with_(ana, ADD_MEMBER, bea.detail(2, 0x19F) + LP(b"")).with_(ana, NEW_EPOCH_OF_EIGHT, epoch(2, 8)) \
        .vector("an epoch of eight after a member of nine")
    founding.with_(ana, NEW_EPOCH_OF_EIGHT, epoch(1, 8)).vector("an epoch of eight after a founding of nine")
    eight_kitted = eight_two.with_(ana, NEW_KIT, k.box_public(kit.box) + k.sign_public(kit.seed))
    eight_kitted.with_(kit, ADD_MEMBER_OF_EIGHT, eva.detail(1, 0xFF, u8) + LP(b"")).vector("of eight parts, by a paper kit")
    two.with_(ana, NEW_EPOCH_OF_EIGHT, epoch(2, 8)).vector("an epoch of eight parts after one of nine")
    grants(bea, H(first.entries[0]))
    unlocking_of_eight(bea, eight_two)
    unlocking(ana, bea, two.with_(ana, NEW_EPOCH, epoch(2)))
    commits(ana, H(first.entries[0]), H(first.entries[-1]))


def grant_of(to: Person, org: bytes, part: int, epoch: int, key: bytes) -> bytes:
    """crypto_box_seal with a known ephemeral key."""
    box = k.box_public(k.kdf(to.secret, "amp.member.box"))
    header = u8(1) + to.id + box + u8(part) + u32(epoch)
    eph_public, eph_secret = sodium.crypto_box_seed_keypair(fixed("ephemeral"))
    nonce = k.hashlib.blake2b(eph_public + box, digest_size=24).digest()
    plain = key + H(pad16("amp.grant") + org + header)
    return header + eph_public + sodium.crypto_box(plain, nonce, box, eph_secret)


def grants(to: Person, org: bytes):
    box = k.kdf(to.secret, "amp.member.box")
    item = grant_of(to, org, 3, 1, fixed("TK 3 1"))
    vector("a grant", "grant", org_id=org, item=item, seed=box)
    vector("another organisation", "grant", org_id=ORG, item=item, seed=box)
    vector("another part", "grant", org_id=org, item=item[:49] + u8(4) + item[50:], seed=box)
    vector("another epoch", "grant", org_id=org, item=item[:50] + u32(2) + item[54:], seed=box)
    vector("another member", "grant", org_id=org, item=item, seed=fixed("seed"))
    vector("an unknown recipient", "grant", org_id=org, item=u8(3) + item[1:], seed=box)
    vector("an unknown part", "grant", org_id=org, item=item[:49] + u8(9) + item[50:], seed=box)
    vector("a byte too many", "grant", org_id=org, item=item + b"\0", seed=box)


def device_vault(person: Person, org: bytes, passphrase: str, operations=3, counter=1, tail=b"", seed=None) -> bytes:
    salt, nonce = fixed("salt", 16), fixed("device nonce", 24)
    key = k.device_key(passphrase, salt, 3, 65_536)
    head = person.id + person.device + u64(counter) + u32(operations) + u32(65_536) + salt + k.com(key, nonce)
    content = head + LP(k.seal(key, nonce, pad16("amp.device") + org + head, person.seed + person.secret))
    return content + k.sign(seed or person.seed, "amp.device.v1", H(org + content)) + tail


def unlocking_of_eight(bea: Person, entries: Entries):
    org, passphrase = H(entries.entries[0]), "una contraseña larga"

    def opened(what, chain, *granted):
        items = [(1, e) for e in chain.entries]
        items += [(2, grant_of(bea, org, part, n, fixed(f"TK {part} {n}"))) for part, n in granted]
        items.append((4, device_vault(bea, org, passphrase)))
        vector(what, "unlock", items=[[kind, content.hex()] for kind, content in items], passphrase=passphrase)

    opened("of eight parts, its location", entries, (0, 1), (2, 1))
    opened("of eight parts, a key for safety that the chain does not name", entries, (0, 1), (8, 1))
    opened("an epoch of nine after one of eight", entries.with_(Person("Ana"), NEW_EPOCH, epoch(2)), (0, 1), (2, 1), (0, 2), (2, 2), (8, 2))


def unlocking(ana: Person, bea: Person, entries: Entries):
    org = H(entries.entries[0])
    passphrase = "una contraseña larga"

    def vault(person, **options):
        return device_vault(person, org, passphrase, **options)

    def history(part, old):
        context = pad16("amp.history") + org + u8(part) + u32(1)
        return u8(part) + u32(1) + k.seal(fixed(f"TK {part} 2"), fixed("history nonce", 24), context, old)

    def organization(secret):
        wrap = k.kdf(fixed("TK 0 2"), "amp.org", org)
        return u32(2) + k.seal(wrap, fixed("organization nonce", 24), pad16("amp.org") + org + u32(2), secret)

    chain_items = [(1, e) for e in entries.entries]
    granted = [(2, grant_of(bea, org, part, 2, fixed(f"TK {part} 2"))) for part in (0, 3)]
    older = [(3, history(part, fixed(f"TK {part} 1"))) for part in (0, 3)]
    secret = [(9, organization(fixed("organisation's secret")))]
    right = [(4, vault(bea))]

    def opened(what, *items, passphrase=passphrase):
        listed = [[kind, content.hex()] for kind, content in chain_items + [i for group in items for i in group]]
        vector(what, "unlock", items=listed, passphrase=passphrase)

    opened("a member", granted, older, secret, right)
    opened("another passphrase", granted, older, secret, right, passphrase="una contraseña")
    opened("no older keys, no secret", granted, right)
    opened("no key of the part that every member holds", granted[1:], older, secret, right)
    opened("planted before the right ones: a grant, a history, a secret",
           [(2, grant_of(bea, org, 3, 2, fixed("planted"))), (3, history(3, fixed("planted"))), (9, organization(fixed("planted")))],
           granted, older, secret, right)
    opened("a key the chain does not name", [granted[0], (2, grant_of(bea, org, 3, 2, fixed("planted")))], older, secret, right)
    opened("a newer device vault that its device did not sign", granted, older, secret, right, [(4, vault(bea, counter=9, seed=ana.seed))])
    opened("signed by another device", granted, older, secret, [(4, vault(bea, seed=ana.seed))])
    opened("a cost below the floor", granted, older, secret, [(4, vault(bea, operations=2))])
    opened("a cost above the ceiling", granted, older, secret, [(4, vault(bea, operations=17))])
    opened("a device vault of nobody", granted, older, secret, [(4, vault(Person("Eva")))])
    opened("a byte too many", granted, older, secret, [(4, vault(bea, tail=b"\0"))])
    other = Person("Bea")
    other.secret = fixed("another secret")
    opened("other keys than the chain's", granted, older, secret, [(4, vault(other))])


def commits(author: Person, org: bytes, chain_head: bytes):
    place = org + org[:16] + u32(1) + author.device + u64(1) + u16(0)
    revision, record, part, form_version = fixed("revision", 16), fixed("record", 16), 4, 2
    cek, body_nonce, body = fixed("CEK"), fixed("body nonce", 24), '{"told":"lo que pasó"}'
    context = pad16("amp.body") + place + revision + record + u8(part) + u32(form_version)
    sealed_body = k.seal(cek, body_nonce, context, k.pad(body.encode()))
    fields = revision + record + bytes(16) + u8(part) + u8(1) + u64(1_930_000_000_000) + u32(form_version) + \
        k.com(cek, body_nonce) + u8(1) + fixed("parent", 16) + LP(b"note")
    team, organization_team = fixed("TK 4 1"), fixed("TK 0 1")
    header_key = k.kdf(organization_team, "amp.hdr", org[:16])
    header = k.seal(header_key, fixed("header nonce", 24), pad16("amp.hdr") + place, fields)
    rk = k.kdf(team, "amp.rk", record + u8(part))
    wrap = pad16("amp.cek") + org + record + u8(part) + u32(1) + revision
    shelf = k.seal(rk, fixed("shelf nonce", 24), wrap, cek)
    given = {"team": team, "organization_team": organization_team, "org_id": org, "epoch": 1, "author": author.device,
             "seq": 1, "index": 0, "header": header, "body": sealed_body, "shelf": shelf}
    vector("an entry", "entry", **given)
    for name, value in (("team", fixed("TK 5 1")), ("organization_team", team), ("org_id", ORG), ("epoch", 2),
                        ("author", fixed("Bea device", 16)), ("seq", 2), ("index", 1), ("header", flip(header, 30)),
                        ("body", flip(sealed_body, 30)), ("shelf", flip(shelf, 30))):
        vector(f"another {name}", "entry", **(given | {name: value}))

    two_keys(given)

    def head(n_parents):
        return org[:16] + author.device + u64(1) + bytes(32) + u8(n_parents) + fixed("p") * n_parents + chain_head + \
            u32(1) + k.kid(header_key) + u32(536_111)

    ref = H(header) + H(sealed_body) + u8(7)
    outer = head(1) + u16(1) + ref
    content = outer + k.sign(author.seed, "amp.commit.v1", H(org + outer))
    vector("a commit", "commit", content=content)
    vector("most parents, most entries", "commit", content=head(16) + u16(256) + ref * 256 + bytes(64))
    vector("a parent too many", "commit", content=head(17) + u16(1) + ref + bytes(64))
    vector("no entry", "commit", content=head(1) + u16(0) + bytes(64))
    vector("an entry too many", "commit", content=head(1) + u16(257) + ref * 257 + bytes(64))
    vector("a byte too many", "commit", content=content + b"\0")
    vector("a byte too few", "commit", content=content[:-1])
    public = k.sign_public(author.seed)
    vector("what is signed", "commit_signature", org_id=org, content=content, key=public)
    vector("another organisation", "commit_signature", org_id=ORG, content=content, key=public)
    vector("another device", "commit_signature", org_id=org, content=content, key=k.sign_public(fixed("S")))
    vector("another byte", "commit_signature", org_id=org, content=flip(content, 150), key=public)
    vector("a header", "header", fields=fields)
    vector("an unknown part", "header", fields=fields[:48] + u8(9) + fields[49:])
    vector("an unknown act", "header", fields=fields[:49] + u8(5) + fields[50:])
    vector("no act", "header", fields=fields[:49] + u8(0) + fields[50:])
    vector("no kind", "header", fields=fields[:-8] + LP(b""))
    vector("a kind too long", "header", fields=fields[:-8] + LP(b"k" * 61))
    vector("a parent too many", "header", fields=fields[:94] + u8(17) + bytes(16 * 17) + LP(b"note"))
    vector("a byte too many", "header", fields=fields + b"\0")


# --- T22: one ciphertext that two keys open ------------------------------------------------------------------------------

def rotl(x: int, n: int) -> int:
    return (x << n | x >> 32 - n) & 0xFFFFFFFF


def chacha_rounds(state: list[int]) -> list[int]:
    x = list(state)

    def quarter(a, b, c, d):
        for p, q, r, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[p] = x[p] + x[q] & 0xFFFFFFFF
            x[r] = rotl(x[r] ^ x[p], n)

    for _ in range(10):
        for i in range(4):
            quarter(i, i + 4, i + 8, i + 12)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return x


def words(data: bytes) -> list[int]:
    return [int.from_bytes(data[i:i + 4], "little") for i in range(0, len(data), 4)]


def poly_key(key: bytes, nonce: bytes) -> tuple[int, int]:
    """(r, s) of the Poly1305 of XChaCha20-Poly1305: HChaCha20, then the first half of block 0 (RFC 8439)."""
    constant = words(b"expand 32-byte k")
    x = chacha_rounds(constant + words(key) + words(nonce[:16]))
    sub = b"".join(u32(v) for v in x[:4] + x[12:])
    state = constant + words(sub) + [0] + [0] + words(nonce[16:])
    block = b"".join(u32(a + b & 0xFFFFFFFF) for a, b in zip(chacha_rounds(state), state))
    return int.from_bytes(block[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF, int.from_bytes(block[16:32], "little")


def ciphertext_of_two(keys: tuple[bytes, bytes], nonce: bytes, context: bytes, size: int) -> bytes:
    """`size` bytes and a tag that both keys accept: one block of the ciphertext is solved for (mod 2^130 - 5). The
    second key opens it to something that is padded rightly."""
    stream = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(size), b"", nonce, keys[1])
    prime, least = 2**130 - 5, 2**128
    (r1, s1), (r2, s2) = (poly_key(key, nonce) for key in keys)
    padded = context + bytes(-len(context) % 16)

    def tag(cipher: bytes, r: int) -> int:
        data, a = padded + cipher + bytes(-len(cipher) % 16) + u64(len(context)) + u64(len(cipher)), 0
        for i in range(0, len(data), 16):
            a = (a + int.from_bytes(data[i:i + 16], "little") + least) * r % prime
        return a

    for attempt in range(10_000):
        cipher = bytearray(fixed(f"cipher {attempt}") * (size // 32))
        cipher[:16], cipher[-1] = bytes(16), stream[size - 1] ^ 0x80
        power = len(cipher) // 16 + 1  # The first block is multiplied so often by r.
        free = (pow(r1, power, prime) - pow(r2, power, prime)) % prime
        for wraps in range(-4, 5):
            goal = (tag(bytes(cipher), r2) + s2 - tag(bytes(cipher), r1) - s1 + wraps * least) % prime
            x = goal * pow(free, -1, prime) % prime
            if x >= least:
                continue
            cipher[:16] = x.to_bytes(16, "little")
            one, two = ((tag(bytes(cipher), r) + s) % least for r, s in ((r1, s1), (r2, s2)))
            if one == two:
                return bytes(cipher) + one.to_bytes(16, "little")
            cipher[:16] = bytes(16)
    raise AssertionError("no ciphertext found")


def two_keys(given: dict):
    """The shelf gives one key, the header commits to another, and both open the body."""
    nonce, ours, theirs = fixed("two nonce", 24), fixed("CEK"), fixed("another CEK")
    org, record, revision, part, form_version = given["org_id"], fixed("record", 16), fixed("revision", 16), 4, 2
    place = org + org[:16] + u32(1) + given["author"] + u64(1) + u16(0)
    context = pad16("amp.body") + place + revision + record + u8(part) + u32(form_version)
    sealed = nonce + ciphertext_of_two((ours, theirs), nonce, context, 128)
    vector("T22: one ciphertext", "open", key=ours, context=context, sealed=sealed)
    vector("T22: and another key that opens it", "open", key=theirs, context=context, sealed=sealed)
    header_key = k.kdf(given["organization_team"], "amp.hdr", org[:16])
    fields = revision + record + bytes(16) + u8(part) + u8(1) + u64(1_930_000_000_000) + u32(form_version) + \
        k.com(ours, nonce) + u8(0) + LP(b"note")
    header = k.seal(header_key, fixed("header nonce", 24), pad16("amp.hdr") + place, fields)
    wrap = pad16("amp.cek") + org + record + u8(part) + u32(1) + revision
    shelf = k.seal(k.kdf(given["team"], "amp.rk", record + u8(part)), fixed("shelf nonce", 24), wrap, theirs)
    vector("T22: a body of two keys, the shelf's not the one committed to", "entry",
           **(given | {"header": header, "body": sealed, "shelf": shelf}))


def main():
    vectors.WORD_LISTS = ROOT / "data/words"
    functions()
    files()
    chains()
    OUT.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(v, ensure_ascii=False) for v in made)
    OUT.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    refused = sum(v["gives"] is None for v in made)
    print(f"{len(made)} vectors, {refused} of them refused")


if __name__ == "__main__":
    main()
