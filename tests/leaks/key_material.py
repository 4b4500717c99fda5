# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every secret of a vault, found as the second reader finds it (tests/decoder), and a search of a program's memory for them."""
import base64
import collections
import pathlib
import sys
import unicodedata
from unittest import mock

import nacl.bindings as sodium

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "decoder"))
import decode_vault
import keys
from canaries import memory_of

CONTENT_KEYS_LOOKED_FOR = 40  # Of each kind that there is one of for every record.


def secrets_of(vault: pathlib.Path, passphrase: str) -> dict[str, list[bytes]]:
    """By what they are: everything of 32 bytes that opening the vault and all that is in it derives or opens."""
    found = collections.defaultdict(dict)  # A dict as a set that keeps its order.

    def note(name: str, secret: bytes) -> bytes:
        if len(secret) % 32 == 0 and len(secret) <= 64:
            for at in range(0, len(secret), 32):
                found[name][secret[at:at + 32]] = None
        return secret

    kdf, device_key, open_grant, open_sealed = keys.kdf, keys.device_key, keys.open_grant, keys.open_sealed
    with mock.patch.multiple(
            keys,
            kdf=lambda key, label, context=b"": kdf(key, label, context) if label == "amp.kid"  # A name, not a key.
            else note(label, kdf(key, label, context)),
            device_key=lambda *cost: note("passphrase's key", device_key(*cost)),
            open_grant=lambda *grant: note("team key", open_grant(*grant)),
            open_sealed=lambda key, context, sealed: note("in " + context[:16].rstrip(b"\0").decode(),
                                                          open_sealed(key, context, sealed))):
        read = decode_vault.Vault.read(vault.read_bytes())
        read.report(*read.unlock(passphrase))
    for seed in list(found["amp.member.box"]):
        note("agreement key", sodium.crypto_box_seed_keypair(seed)[1])
    out = {name: list(secrets)[:CONTENT_KEYS_LOOKED_FOR] for name, secrets in found.items()}
    return out | {"passphrase": [unicodedata.normalize("NFKC", passphrase).encode()]}


def sealed_bytes_of(vault: pathlib.Path) -> bytes:
    """All that is sealed of records, one after the other, without what stands plain between."""
    read = decode_vault.Vault.read(vault.read_bytes())
    return b"".join(sealed for commit in read.commits.values() for there in commit["bytes"] for sealed in there.values())


def written(secret: bytes) -> list[bytes]:
    """Both halves as they are, and the whole as text."""
    half = len(secret) // 2
    return [secret[:half], secret[half:], secret.hex().encode(), secret.hex().upper().encode(),
            base64.b64encode(secret)[:-4], base64.urlsafe_b64encode(secret)[:-4]]


def in_memory(process: int, secrets: dict[str, list[bytes]]) -> set[str]:
    """Of which of them something lies in the memory of `process`."""
    pieces = list(memory_of(process))
    return {name for name, each in secrets.items()
            if any(form in piece for piece in pieces for secret in each for form in written(secret))}
