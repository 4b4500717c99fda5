# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the vectors name: each function takes the JSON of `given` and gives the JSON of `gives`. Byte strings are hex."""
import keys as k
from chain import Chain
from decode_vault import Vault, batch_at, frames, kit_seeds, read_commit, read_fields, read_grant
from keys import H, Refused, pad16, u8, u16, u32, u64

WORD_LISTS = None  # The folder, set by whoever checks.


def b(text: str) -> bytes:
    return bytes.fromhex(text)


def commit(content):
    c = read_commit(b(content))
    return {"id": c["id"].hex(), "seq": c["seq"], "epoch": c["epoch"], "hour": c["hour"], "parents": len(c["parents"]),
            "refs": [[h.hex(), body.hex(), size] for h, body, size in c["refs"]]}


def commit_signature(org_id, content, key):
    c = read_commit(b(content))
    signed = H(b(org_id) + c["outer"])
    k.verify(b(key), "amp.commit.v1", signed, c["signature"])
    return signed.hex()


def header(fields):
    f = read_fields(b(fields))
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in f.items() if name != "parents"} \
        | {"parents": [p.hex() for p in f["parents"]]}


def chain(entries):
    c = Chain()
    for entry in entries:
        c.take(b(entry))
    return {"org_id": c.org_id.hex(), "head": c.heads[-1].hex(), "epoch": len(c.epochs), "kit": c.kit is not None,
            "members": [[m["id"].hex(), m["role"], m["parts"], m["removed_at"] is None] for m in c.members.values()]}


def grant(org_id, item, seed):
    """The header's hash is what stands behind the key."""
    g = read_grant(b(item))
    header_hash = H(pad16("amp.grant") + b(org_id) + g["header"])
    return {"header_hash": header_hash.hex(), "key": k.open_grant(b(seed), header_hash, g["sealed"]).hex(),
            "part": g["part"], "epoch": g["epoch"]}


def unlock(items, passphrase):
    """Who a passphrase opens, and the names of the keys they hold."""
    read = [(kind, b(content)) for kind, content in items]
    vault = Vault(H(read[0][1]), [read])
    member, holder = vault.unlock(passphrase)
    kid = vault.organization_secret_kid(holder, len(vault.chain.epochs))
    return {"member": member.hex(), "team": sorted([e, p, k.kid(key).hex()] for (p, e), key in holder.team.items()),
            "organization": kid and kid.hex()}


def entry(team, organization_team, org_id, epoch, author, seq, index, header, body, shelf):
    """An entry opened from its three items and the two team keys."""
    org = b(org_id)
    place = org + org[:16] + u32(epoch) + b(author) + u64(seq) + u16(index)
    header_key = k.kdf(b(organization_team), "amp.hdr", org[:16])
    f = read_fields(k.open_sealed(header_key, pad16("amp.hdr") + place, b(header)))
    rk = k.kdf(b(team), "amp.rk", f["record"] + u8(f["part"]))
    wrap = pad16("amp.cek") + org + f["record"] + u8(f["part"]) + u32(epoch) + f["revision"]
    cek = k.open_sealed(rk, wrap, b(shelf))
    if k.com(cek, b(body)[:24]) != f["com"]:
        raise Refused("a body of another key")
    context = pad16("amp.body") + place + f["revision"] + f["record"] + u8(f["part"]) + u32(f["form_version"])
    return k.unpad(k.open_sealed(cek, context, b(body))).decode()


def preamble(file):
    return frames(b(file))[0].hex()


def batch(bytes):
    found = batch_at(b(bytes), 0)
    if found is None or found[1] != len(b(bytes)):
        raise Refused("no whole batch")
    return [[kind, content.hex()] for kind, content in found[0]]


def scan(file):
    _, batches, gaps = frames(b(file))
    return {"batches": len(batches), "gaps": [[g["offset"], g["size"], g["unfinished"]] for g in gaps]}


def kit(words):
    box, signing = kit_seeds(words, WORD_LISTS)
    return {"box": k.box_public(box).hex(), "sign": k.sign_public(signing).hex()}


FUNCTIONS = {
    "hash": lambda bytes: H(b(bytes)).hex(),
    "check": lambda bytes: k.check(b(bytes)).hex(),
    "kdf": lambda key, label, context: k.kdf(b(key), label, b(context)).hex(),
    "kid": lambda key: k.kid(b(key)).hex(),
    "com": lambda key, nonce: k.com(b(key), b(nonce)).hex(),
    "seal": lambda key, nonce, context, plain: k.seal(b(key), b(nonce), b(context), b(plain)).hex(),
    "open": lambda key, context, sealed: k.open_sealed(b(key), b(context), b(sealed)).hex(),
    "sign_public": lambda seed: k.sign_public(b(seed)).hex(),
    "box_public": lambda seed: k.box_public(b(seed)).hex(),
    "sign": lambda seed, label, hash: k.sign(b(seed), label, b(hash)).hex(),
    "size_class": lambda bytes: k.size_class(bytes),
    "pad": lambda plain: k.pad(b(plain)).hex(),
    "unpad": lambda padded: k.unpad(b(padded)).hex(),
    "device_key": lambda passphrase, salt, operations, memory_kib:
        k.device_key(passphrase, b(salt), operations, memory_kib).hex(),
    "kit": kit, "grant": grant, "unlock": unlock, "preamble": preamble, "batch": batch, "scan": scan,
    "commit": commit, "commit_signature": commit_signature, "header": header, "chain": chain, "entry": entry,
}


def answer(function: str, given: dict):
    """What it gives, or None where a reader refuses."""
    try:
        return FUNCTIONS[function](**given)
    except Refused:
        return None
