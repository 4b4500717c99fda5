#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes protocol/vectors/courier.json from protocol/referral_file.md, without a line of the C++ that it tests.

    make_courier_vectors.py          writes the file
    make_courier_vectors.py --check  fails if the file is not what would be written

Everything that is random in a real file is here the hash of its name, so that each run writes the same bytes.
"""
import copy
import datetime
import hashlib
import json
import pathlib
import sys

import nacl.bindings as sodium
from keys import H, LP, com, kdf, seal, sign, size_class, u8, u32, u64

OUT = pathlib.Path(__file__).resolve().parents[2] / "protocol/vectors/courier.json"
DAY = datetime.date(1970, 1, 1)


def named(name: str, size: int = 32) -> bytes:
    return H(b"amparo courier vector: " + name.encode())[:size]


def sealed_box(plain: bytes, to: bytes, seed: bytes) -> bytes:
    """crypto_box_seal(), with a sender's key of our choice."""
    public, secret = sodium.crypto_box_seed_keypair(seed)
    nonce = hashlib.blake2b(public + to, digest_size=24).digest()
    return public + sodium.crypto_box(plain, nonce, to, secret)


def box_pk_of(seed: bytes) -> bytes:
    return sodium.crypto_box_seed_keypair(seed)[0]


class Organization:
    def __init__(self, name: str):
        self.name = name
        self.org_id, self.secret = named(name + ", id"), named(name + ", secret")
        self.sign_seed, self.box_seed = kdf(self.secret, "amp.org.sign"), kdf(self.secret, "amp.org.box")
        self.sign_pk, self.box_pk = sodium.crypto_sign_seed_keypair(self.sign_seed)[0], box_pk_of(self.box_seed)

    def described(self) -> dict:
        return {"name": self.name, **{k: getattr(self, k).hex() for k in
                ("org_id", "secret", "sign_seed", "sign_pk", "box_seed", "box_pk")}}


NORTH, SOUTH, EAST = (Organization(n) for n in ("Casa Norte", "Refugio del Sur", "Oficina Este"))
MADE_MS = 1_930_000_000_000
NOW = "2031-03-02T09:00:00.000Z"
ENDS = "2031-03-31T12:00:00.000Z"
LAST_DAY = (datetime.date(2031, 3, 31) - DAY).days
REPLY_SEED = named("reply seed")
REFERRAL_ID = named("referral id", 16)
SMALL_ORDER = bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")

REFERRAL = {
    "fields": {"contact.chosen_name": "Luz", "contact.languages": ["es", "qu"]},
    "release": {"recipient": "Refugio del Sur", "purpose": "a safe bed", "language": "es",
                "fields": ["contact.chosen_name", "contact.languages", "contact.needs"],
                "starts": "2031-03-01T08:00:00.000Z", "ends": ENDS},
    "need": "shelter", "message": "Llega con una bolsa pequeña.", "call_back": "+1 555 0100",
    "reply_pk": box_pk_of(REPLY_SEED).hex()}
ANSWER = {"answer": "accept", "reason": "", "message": "Hay una cama desde las 18 h."}


def text_of(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def card(of: Organization, magic: bytes = b"AMPCARD1", box_pk: bytes = b"", name: str = "") -> bytes:
    body = (magic + of.org_id + of.sign_pk + (box_pk or of.box_pk) + u64(MADE_MS) +
            LP((name or of.name).encode()))
    return body + sign(of.sign_seed, "amp.card.v1", H(body))


def fingerprint(of: Organization) -> str:
    letters, n = "", int.from_bytes(H(of.org_id + of.sign_pk + of.box_pk)[:10], "big")
    for shift in range(75, -1, -5):
        letters += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[n >> shift & 31]
    return "-".join(letters[i:i + 4] for i in range(0, 16, 4))


def file_of(case: str, what: int, sender: Organization, recipient: Organization, to: bytes, payload: dict, *,
            magic: bytes = b"AMPREF01", day: int = LAST_DAY, box_pk: bytes = b"", label: str = "amp.ref.v1",
            after_signature: bytes = b"", padded_to: int = 0, committed: bytes = b"") -> tuple[bytes, dict]:
    """The file, and the steps to it."""
    header = magic + u8(what) + recipient.org_id + REFERRAL_ID + u32(day)
    plain = (sender.org_id + sender.sign_pk + (box_pk or sender.box_pk) + LP(sender.name.encode()) +
             LP(text_of(payload).encode()))
    plain += sign(sender.sign_seed, label, H(header + plain)) + after_signature
    key, nonce, ephemeral = (named(f"{case}, key"), named(f"{case}, nonce", 24), named(f"{case}, ephemeral seed"))
    commitment = com(committed or key, nonce)
    padded = (plain + b"\x80").ljust(padded_to or size_class(len(plain)), b"\0")
    granted = sealed_box(key + H(header), to, ephemeral)
    out = header + commitment + granted + LP(seal(key, nonce, header + commitment, padded))
    return out, {"header": header.hex(), "key": key.hex(), "nonce": nonce.hex(), "ephemeral_seed": ephemeral.hex(),
                 "com": commitment.hex(), "plain": plain.hex(), "padded_bytes": len(padded)}


def referral(case: str, change=lambda p: None, sender=NORTH, recipient=SOUTH, to=None, **bent) -> tuple[bytes, dict]:
    payload = copy.deepcopy(REFERRAL)
    change(payload)
    return file_of(case, bent.pop("what", 1), sender, recipient, to or recipient.box_pk, payload, **bent)


def answer(case: str, change=lambda p: None, sender=SOUTH, recipient=NORTH, to=None, **bent) -> tuple[bytes, dict]:
    payload = dict(ANSWER)
    change(payload)
    return file_of(case, bent.pop("what", 2), sender, recipient, to or box_pk_of(REPLY_SEED), payload, **bent)


def opened_with(what: str, now: str = NOW) -> dict:
    if what == "referral":
        return {"what": what, "secret": SOUTH.secret.hex(), "us": SOUTH.org_id.hex(), "now": now}
    return {"what": what, "reply_seed": REPLY_SEED.hex(), "us": NORTH.org_id.hex(), "now": now,
            "from_key": SOUTH.sign_pk.hex(), "from": SOUTH.org_id.hex()}


def refused() -> list[dict]:
    def without(key):
        return lambda p: p.pop(key)

    def with_(key, value):
        return lambda p: p.update({key: value})
    case_of = {
        "a newer format": ("newer", referral("newer", magic=b"AMPREF02")),
        "a type this format has not": ("newer", referral("type 3", what=3)),
        "for another organisation": ("not_for_us", referral("for east", recipient=EAST, to=SOUTH.box_pk)),
        "granted to another key": ("forged", referral("to east", to=EAST.box_pk)),
        "the commitment is to another key": ("forged", referral("commitment", committed=named("another key"))),
        "signed as a card is": ("forged", referral("label", label="amp.card.v1")),
        "the last day is not the release's": ("malformed", referral("day", day=LAST_DAY + 1)),
        "a byte after the signature": ("malformed", referral("after", after_signature=b"\0")),
        "padded to another class": ("malformed", referral("padding", padded_to=2048)),
        "the sender's box key is of small order": ("malformed", referral("sender box", box_pk=SMALL_ORDER)),
        "the reply key is of small order": ("malformed", referral("reply", with_("reply_pk", SMALL_ORDER.hex()))),
        "a key of the JSON too many": ("malformed", referral("too many", with_("score", 7))),
        "a key of the JSON missing": ("malformed", referral("missing", without("need"))),
        "a field the release does not name": (
            "malformed", referral("uncovered", with_("fields", {"legal_note.note": "privileged"}))),
        "an answer where a referral is due": (
            "malformed", answer("answer for referral", recipient=SOUTH, to=SOUTH.box_pk)),
    }
    out = [{"case": case, "error": error, "opened_with": opened_with("referral"), "file": file.hex()}
           for case, (error, (file, _)) in case_of.items()]
    answers = {
        "an answer from a stranger": ("unknown_sender", answer("stranger", sender=EAST)),
        "an answer that is neither yes nor no": ("malformed", answer("maybe", with_("answer", "maybe"))),
        "an answer to another reply key": ("forged", answer("another key", to=box_pk_of(named("another seed")))),
    }
    out += [{"case": case, "error": error, "opened_with": opened_with("answer"), "file": file.hex()}
            for case, (error, (file, _)) in answers.items()]
    late = referral("referral")[0].hex()
    out.append({"case": "at the end of the release", "error": "expired", "file": late,
                "opened_with": opened_with("referral", ENDS)})
    out.append({"case": "after the last day", "error": "expired", "file": answer("answer")[0].hex(),
                "opened_with": opened_with("answer", "2031-04-01T00:00:00.000Z")})
    return out


def refused_cards() -> list[dict]:
    flipped = bytearray(card(NORTH))
    flipped[150] ^= 1  # In the name.
    cases = {
        "a letter of the name changed": ("forged", bytes(flipped)),
        "a newer format": ("newer", card(NORTH, magic=b"AMPCARD2")),
        "a referral": ("not_a_card", referral("referral")[0]),
        "the box key is of small order": ("malformed", card(NORTH, box_pk=SMALL_ORDER)),
        "a name with a line end": ("malformed", card(NORTH, name="Casa\nNorte")),
        "a byte after the signature": ("malformed", card(NORTH) + b"\0"),
    }
    return [{"case": case, "error": error, "file": file.hex()} for case, (error, file) in cases.items()]


def vectors() -> dict:
    files = []
    for what, (file, steps), payload, sender in (("referral", referral("referral"), REFERRAL, NORTH),
                                                 ("answer", answer("answer"), ANSWER, SOUTH)):
        files.append({"what": what, "opened_with": opened_with(what), "file": file.hex(), "steps": steps,
                      "gives": {"id": REFERRAL_ID.hex(), "expires": "2031-03-31", "sender": sender.described()["org_id"],
                                "name": sender.name, "json": text_of(payload)}})
    return {
        "about": "Cards, sealed referrals and answers. All bytes in hex; names and errors as in the spec.",
        "spec": "protocol/referral_file.md",
        "made_by": "tests/decoder/make_courier_vectors.py",
        "organizations": [o.described() for o in (NORTH, SOUTH, EAST)],
        "cards": [{"org_id": o.org_id.hex(), "sign_pk": o.sign_pk.hex(), "box_pk": o.box_pk.hex(), "name": o.name,
                   "made_ms": MADE_MS, "fingerprint": fingerprint(o), "file": card(o).hex()}
                  for o in (NORTH, SOUTH, EAST)],
        "refused_cards": refused_cards(),
        "reply": {"seed": REPLY_SEED.hex(), "pk": box_pk_of(REPLY_SEED).hex()},
        "files": files,
        "refused": refused(),
    }


def main() -> int:
    text = json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"
    if sys.argv[1:] == ["--check"]:
        same = OUT.read_text(encoding="utf-8") == text
        print("as written" if same else f"{OUT.name} is not what {pathlib.Path(__file__).name} writes")
        return 0 if same else 1
    OUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
