#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes protocol/vectors/walls.json from protocol/walls.md, without a line of the C++ that it tests.

    make_wall_vectors.py          writes the file
    make_wall_vectors.py --check  fails if the file is not what would be written

Everything that is random in a real file is here the hash of its name, so that each run writes the same bytes.
"""
import base64
import json
import pathlib
import sys

import walls
from keys import H, box_public, kdf, kid, seal
from make_courier_vectors import sealed_box

OUT = pathlib.Path(__file__).resolve().parents[2] / "protocol/vectors/walls.json"


def named(name: str, size: int = 32) -> bytes:
    return H(b"amparo wall vector: " + name.encode())[:size]


def an_id(prefix: str, name: str) -> str:
    return f"{prefix}_{named(name, 16).hex()}"


class Member:
    def __init__(self, name: str):
        self.id, self.secret = an_id("mem", name), named(name + ", secret")
        self.box = box_public(kdf(self.secret, "amp.member.box"))


ROSA, NOOR, IVO = Member("Rosa"), Member("Noor"), Member("Ivo")
MATTER, RECORD, REVISION = an_id("rec", "matter"), an_id("rec", "party"), an_id("rev", "party")
PERSON = an_id("per", "who it is for")
FIELDS = {"name": "Ricardo Vanterpool", "role": "opposing"}


def text_of(value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def key_of(name: str) -> bytes:
    return named("wall " + name)


def grant(key: bytes, to: Member, key_name: str, of: str = "") -> str:
    header = H(f"amp.wall.grant {key_name} {of or to.id}".encode())
    return base64.b64encode(sealed_box(key + header, to.box, named("ephemeral"))).decode()


def wall(author: Member, name: str, *inside: Member, matter: str = MATTER, **changed) -> dict:
    """The record of a wall; of nobody inside, one that comes down."""
    fields = {"walled": matter, "number": "2031-001"}
    if inside:
        key_name = kid(key_of(name)).hex()
        fields |= {"inside": [m.id for m in inside], "key_name": key_name,
                   "grants": text_of({m.id: grant(key_of(name), m, key_name) for m in inside})}
    return {"author": author.id, "fields": fields | changed}


def by(author: Member, of: dict) -> dict:
    return {"author": author.id, "fields": of["fields"]}


def body(name: str = "first", record: str = RECORD, revision: str = REVISION, part: str = "legal", inner=None, sealed_as=None,
         person=None) -> dict:
    """A body behind a wall: sealed for `sealed_as`, standing at the place of the others."""
    place = sealed_as or (record, revision, part)
    plain = text_of(inner or FIELDS | {"@person": PERSON}).encode()
    sealed = seal(key_of(name), named("nonce", 24), " ".join(("amp.wall.body",) + place).encode(), plain)
    text = text_of({"@wall": kid(key_of(name)).hex(), "@sealed": base64.b64encode(sealed).decode()})
    return {"record": record, "revision": revision, "part": part, "person": person, "text": text}


made = []


def vector(what: str, me: Member, listed: list, *bodies):
    given = {"me": me.id, "secret": me.secret.hex(), "walls": listed, "bodies": list(bodies)}
    made.append({"what": what, "function": "read", "given": given, "gives": walls.read(**given)})


def vectors():
    first, wide = wall(ROSA, "first", ROSA, NOOR), wall(ROSA, "wide", ROSA, NOOR, IVO)
    vector("who is inside", NOOR, [first], body())
    vector("who is outside", IVO, [first], body())
    vector("no wall: a body that names its person", IVO, [],
           body() | {"text": text_of(FIELDS | {"@person": PERSON})})
    vector("a header that names a person", NOOR, [first], body(person=an_id("per", "the header's")))
    vector("an outsider takes the wall down", NOOR, [first, wall(IVO, "")], body())
    vector("an outsider puts up another, and is inside", IVO, [first, wall(IVO, "theirs", IVO, ROSA)], body(), body("theirs"))
    vector("an outsider lets themself in, with the right name of the key", IVO,
           [first, wall(IVO, "first", ROSA, NOOR, IVO)], body())
    vector("an outsider writes again what stood there when they were inside", IVO, [wide, first, by(IVO, wide)], body())
    vector("and what took the wall down", NOOR,
           [first, wall(ROSA, ""), wall(NOOR, "second", ROSA, NOOR), by(IVO, wall(ROSA, ""))], body("second"))
    vector("who was inside and is no longer has the key of what they read", IVO, [wide, first], body("wide"), body())
    vector("who is inside lets another in", IVO, [first, wall(NOOR, "first", ROSA, NOOR, IVO)], body())
    vector("who is inside takes it down", IVO, [first, wall(NOOR, "")], body())
    vector("after that anybody puts up another", NOOR, [first, wall(ROSA, ""), wall(IVO, "theirs", IVO, NOOR)], body("theirs"))
    vector("a wall of another matter", IVO, [first, wall(IVO, "theirs", IVO, ROSA, matter=an_id("rec", "another"))], body())
    vector("of no matter", NOOR, [wall(ROSA, "first", ROSA, NOOR, matter="the first")], body())
    name = kid(key_of("first")).hex()
    others = text_of({NOOR.id: grant(key_of("first"), ROSA, name)})
    vector("a grant to another", NOOR, [wall(ROSA, "first", ROSA, NOOR, grants=others)], body())
    moved = text_of({NOOR.id: grant(key_of("first"), NOOR, name, of=ROSA.id)})
    vector("a grant of another header", NOOR, [wall(ROSA, "first", ROSA, NOOR, grants=moved)], body())
    planted = text_of({NOOR.id: grant(key_of("planted"), NOOR, name)})
    vector("a key of another name", NOOR, [wall(ROSA, "first", ROSA, NOOR, grants=planted)], body(), body("planted"))
    vector("grants that are no object", NOOR, [wall(ROSA, "first", ROSA, NOOR, grants="[]")], body())
    vector("a grant that is no base64", NOOR, [wall(ROSA, "first", ROSA, NOOR, grants=text_of({NOOR.id: "?"}))], body())
    place = (RECORD, REVISION, "legal")
    for what, at in (("record", (an_id("rec", "x"), REVISION, "legal")), ("revision", (RECORD, an_id("rev", "x"), "legal")),
                     ("part", (RECORD, REVISION, "immigration"))):
        vector(f"a body of another {what}", NOOR, [first], body(record=at[0], revision=at[1], part=at[2], sealed_as=place))
    spoilt = body()
    text = json.loads(spoilt["text"])
    raw = bytearray(base64.b64decode(text["@sealed"]))
    raw[-1] ^= 1
    vector("a flipped bit", NOOR, [first],
           spoilt | {"text": text_of(text | {"@sealed": base64.b64encode(raw).decode()})})
    vector("nothing sealed", NOOR, [first], spoilt | {"text": text_of({"@wall": text["@wall"]})})
    for of in ("word vanterpool", "sound FNTRPL", "phone 25550177", "person " + PERSON, ""):
        given = {"team_key": named("TK legal 1").hex(), "of": of}
        made.append({"what": "a blind name", "function": "token", "given": given, "gives": walls.token(**given)})


def main() -> int:
    vectors()
    text = "[\n" + ",\n".join(json.dumps(v, ensure_ascii=False) for v in made) + "\n]\n"
    if sys.argv[1:] == ["--check"]:
        if OUT.read_text(encoding="utf-8") != text:
            print("walls.json is not what the page says", file=sys.stderr)
            return 1
    else:
        OUT.write_text(text, encoding="utf-8")
    shut = sum(b["fields"] is None for v in made if v["function"] == "read" for b in v["gives"]["bodies"])
    print(f"{len(made)} vectors, {shut} bodies that stay shut")
    return 0


if __name__ == "__main__":
    sys.exit(main())
