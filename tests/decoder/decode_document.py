# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealed files of documents, read from protocol/documents.md and nothing else."""
import keys

CHUNK = 65536
OVERHEAD = keys.NONCE + keys.TAG


def padded_size(content_bytes: int) -> int:
    return keys.size_class(content_bytes)


def place(record: bytes, index: int, last: bool) -> bytes:
    return keys.pad16("amp.doc") + record + keys.u64(index) + keys.u8(1 if last else 0)


def file_name(record: bytes, key: bytes) -> str:
    return record.hex() + "-" + keys.kid(key).hex()


def read(file: bytes, record: bytes, key: bytes, size: int, digest: bytes) -> bytes:
    padded = padded_size(size)
    count = -(-padded // CHUNK)
    if len(file) != padded + count * OVERHEAD:
        raise keys.Refused("the file's length")
    out = b""
    for i in range(count):
        sealed = file[i * (CHUNK + OVERHEAD):(i + 1) * (CHUNK + OVERHEAD)]
        out += keys.open_sealed(key, place(record, i, i == count - 1), sealed)
    content, padding = out[:size], out[size:]
    if padding != b"\x80" + bytes(padded - size - 1):
        raise keys.Refused("the padding")
    if keys.H(content) != digest:
        raise keys.Refused("the hash")
    return content
