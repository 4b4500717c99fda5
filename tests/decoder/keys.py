# SPDX-License-Identifier: AGPL-3.0-or-later
"""The functions of protocol/keys.md, written from that page and nothing else."""
import hashlib
import unicodedata

import nacl.bindings as sodium
import nacl.exceptions

NONCE, TAG = 24, 16


class Refused(Exception):
    """What the protocol says a reader refuses."""


def H(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest()


def check(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def pad16(label: str) -> bytes:
    raw = label.encode()
    assert len(raw) <= 16
    return raw.ljust(16, b"\0")


def u8(n): return n.to_bytes(1, "little")
def u16(n): return n.to_bytes(2, "little")
def u32(n): return n.to_bytes(4, "little")
def u64(n): return n.to_bytes(8, "little")
def LP(x): return u32(len(x)) + x


class Reader:
    """A fixed sequence of fields; `end` refuses bytes after the last."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def raw(self, n: int) -> bytes:
        if self.at + n > len(self.data):
            raise Refused("too short")
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self, n: int) -> int:
        return int.from_bytes(self.raw(n), "little")

    def u8(self): return self.number(1)
    def u16(self): return self.number(2)
    def u32(self): return self.number(4)
    def u64(self): return self.number(8)

    def lp(self, most: int) -> bytes:
        size = self.u32()
        if size > most:
            raise Refused("a length above its bound")
        return self.raw(size)

    def end(self):
        if self.at != len(self.data):
            raise Refused("bytes after the last field")


def kdf(key: bytes, label: str, context: bytes = b"") -> bytes:
    return hashlib.blake2b(pad16(label) + LP(context), key=key, digest_size=32).digest()


def kid(key: bytes) -> bytes:
    return kdf(key, "amp.kid")[:16]


def com(key: bytes, nonce: bytes) -> bytes:
    return hashlib.blake2b(b"amp.com" + nonce, key=key, digest_size=32).digest()


def seal(key: bytes, nonce: bytes, context: bytes, plain: bytes) -> bytes:
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, context, nonce, key)


def open_sealed(key: bytes, context: bytes, sealed: bytes) -> bytes:
    if len(sealed) < NONCE + TAG:
        raise Refused("too short to be sealed")
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[NONCE:], context, sealed[:NONCE], key)
    except nacl.exceptions.CryptoError as error:
        raise Refused("does not open") from error


def sign(seed: bytes, label: str, h: bytes) -> bytes:
    _, secret = sodium.crypto_sign_seed_keypair(seed)
    return sodium.crypto_sign(pad16(label) + h, secret)[:64]


def verify(public: bytes, label: str, h: bytes, signature: bytes):
    try:
        sodium.crypto_sign_open(signature + pad16(label) + h, public)
    except nacl.exceptions.CryptoError as error:
        raise Refused("a wrong signature") from error


def sign_public(seed: bytes) -> bytes:
    return sodium.crypto_sign_seed_keypair(seed)[0]


def box_public(seed: bytes) -> bytes:
    return sodium.crypto_box_seed_keypair(seed)[0]


def usable(public: bytes) -> bool:
    """A secret can be agreed with this box key: below the prime, and not of small order."""
    if int.from_bytes(public, "little") >= 2**255 - 19:
        return False
    try:
        sodium.crypto_scalarmult(b"\1" + bytes(31), public)
    except nacl.exceptions.CryptoError:
        return False
    return True


def open_grant(seed: bytes, header_hash: bytes, sealed: bytes) -> bytes:
    public, secret = sodium.crypto_box_seed_keypair(seed)
    try:
        plain = sodium.crypto_box_seal_open(sealed, public, secret)
    except nacl.exceptions.CryptoError as error:
        raise Refused("a grant that does not open") from error
    if len(plain) != 64 or plain[32:] != header_hash:
        raise Refused("a grant of another header")
    return plain[:32]


def size_class(n: int) -> int:
    m = n + 1
    if m <= 65_536:
        size = 128
        while size < m:
            size *= 2
        return size
    e = m.bit_length() - 1
    s = (e.bit_length() - 1) + 1
    step = 1 << (e - s)
    return -(-m // step) * step


def pad(plain: bytes) -> bytes:
    return (plain + b"\x80").ljust(size_class(len(plain)), b"\0")


def unpad(padded: bytes) -> bytes:
    plain = padded.rstrip(b"\0")
    if not plain.endswith(b"\x80"):
        raise Refused("no padding")
    plain = plain[:-1]
    if size_class(len(plain)) != len(padded):
        raise Refused("padding of another class")
    return plain


def device_key(passphrase: str, salt: bytes, operations: int, memory_kib: int) -> bytes:
    if not 3 <= operations <= 16 or not 65_536 <= memory_kib <= 2_097_152:
        raise Refused("a passphrase cost outside its bounds")
    key = sodium.crypto_pwhash_alg(32, unicodedata.normalize("NFKC", passphrase).encode(), salt, operations,
                                   memory_kib * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13)
    if key == bytes(32):
        raise Refused("a key of zeros")
    return key
