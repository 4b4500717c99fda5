# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second reader of walls and blind names, written from protocol/walls.md and not from the C++."""
import base64
import binascii
import json
import re

from keys import H, Refused, kdf, kid, open_grant, open_sealed


def is_id(text, prefix: str) -> bool:
    return isinstance(text, str) and re.fullmatch(prefix + "_[0-9a-f]{32}", text) is not None


def unbase64(text) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise Refused("no base64") from error


def granted(me: str, secret: bytes, wall: dict) -> bytes:
    """The key of a wall, for whom it was granted to."""
    try:
        sealed = unbase64(json.loads(wall["grants"])[me])
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("no grant of mine") from error
    header = H(f"amp.wall.grant {wall['key_name']} {me}".encode())
    key = open_grant(kdf(secret, "amp.member.box"), header, sealed)
    if kid(key).hex() != wall["key_name"]:
        raise Refused("a key of another name")
    return key


class Walls:
    def __init__(self, me: str, secret: bytes):
        self.me, self.secret, self.by_matter, self.keys = me, secret, {}, {}

    def take(self, author: str, fields: dict):
        matter = fields.get("walled")
        if not is_id(matter, "rec"):
            return
        stands = self.by_matter.get(matter)
        if stands and stands["inside"] and author not in stands["inside"]:
            return
        inside = sorted({m for m in fields.get("inside", []) if is_id(m, "mem")})
        wall = {"inside": inside, "key_name": fields.get("key_name", ""), "grants": fields.get("grants", "")}
        self.by_matter[matter] = wall
        if inside and wall["key_name"] not in self.keys:
            try:
                self.keys[wall["key_name"]] = granted(self.me, self.secret, wall)
            except Refused:
                pass

    def open(self, record: str, revision: str, part: str, person, text: str):
        """(fields or nothing, the person they are for)"""
        body = json.loads(text)
        if "@wall" in body:
            key = self.keys.get(body["@wall"])
            if key is None:
                return None, person
            try:
                place = f"amp.wall.body {record} {revision} {part}".encode()
                body = json.loads(open_sealed(key, place, unbase64(body.get("@sealed"))))
            except Refused:
                return None, person
        if person is None and is_id(body.get("@person"), "per"):
            person = body.pop("@person")
        return body, person


def read(me, secret, walls, bodies):
    found = Walls(me, bytes.fromhex(secret))
    for wall in walls:
        found.take(wall["author"], wall["fields"])
    opened = [found.open(b["record"], b["revision"], b["part"], b["person"], b["text"]) for b in bodies]
    return {"walls": {matter: {"inside": w["inside"], "key_name": w["key_name"], "open": w["key_name"] in found.keys}
                      for matter, w in found.by_matter.items() if w["inside"]},
            "bodies": [{"fields": fields, "person": person} for fields, person in opened]}


def token(team_key, of):
    return kdf(kdf(bytes.fromhex(team_key), "amp.conflict"), "amp.blind", of.encode())[:8].hex()


FUNCTIONS = {"read": read, "token": token}
