# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two hundred invented words that stand nowhere else, every way they may be written, and a search for them."""
import base64
import json
import os
import pathlib
import urllib.parse
from collections.abc import Iterator

COUNT = 200


def _letters(number: int, size: int) -> str:
    """The same for the same number, and like no word."""
    out, state = "", 0x9E3779B9 * (number + 1)
    for _ in range(size):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out += "bcdfghjklmnpqrstvwxz"[(state >> 33) % 20]
    return out


HEADS = ("Zo\u00ebqxzjv", "+120255504", "A915264037", "scan_qxzjvk", "needleqxz")


def canary(number: int) -> str:
    """By turns a name with an accent, a telephone number, a number of a form, a file's name, something searched for."""
    word = _letters(number, 12)
    return HEADS[number % 5] + (f" {word.capitalize()}", f"{number:03d}", f"{number:03d}", f"{word}.pdf", word)[number % 5]


def written(text: str) -> dict[str, bytes]:
    """`text` in every encoding, by its name. Base64 at each of three alignments, without what its neighbours change."""
    plain = text.encode()
    out = {
        "utf-8": plain,
        "lower": text.lower().encode(),
        "upper": text.upper().encode(),
        "utf-16le": text.encode("utf-16-le"),
        "utf-16be": text.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "url": urllib.parse.quote(text, safe="").encode(),
        "json": json.dumps(text)[1:-1].encode(),
    }
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + plain)
        first, last = (before * 8 + 5) // 6, (before + len(plain)) * 8 // 6
        out[f"base64/{before}"] = whole[first:last]
        out[f"base64url/{before}"] = whole[first:last].translate(bytes.maketrans(b"+/", b"-_"))
    return out


def memory_of(process: int) -> Iterator[bytes]:
    """All that this process keeps: heap, stack, globals, libraries' data, and what it closed to itself, as keys are."""
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_, last_word = line.split()
            if rights.startswith("rw") or last_word == "0":  # 0: no file behind it, and no name.
                first, last = (int(end, 16) for end in span.split("-"))
                try:
                    memory.seek(first)
                    yield memory.read(last - first)
                except OSError:  # Reserved, and never had.
                    continue


class Scanner:
    def __init__(self) -> None:
        self.heads = {head for text in HEADS for head in written(text).values()}
        self.forms = {head: set() for head in self.heads}
        for number in range(COUNT):
            for form in written(canary(number)).values():
                for head in self.heads:
                    if form.startswith(head):
                        self.forms[head].add(form)

    def in_bytes(self, data: bytes) -> set[bytes]:
        found = set()
        for head, forms in self.forms.items():
            at = data.find(head)
            while at >= 0:
                found |= {form for form in forms if data.startswith(form, at)}
                at = data.find(head, at + 1)
        return found

    def in_folder(self, folder: pathlib.Path) -> dict[str, set[bytes]]:
        """What was found, by file; in names of files too. Anything but files and folders is left alone."""
        found = {}
        for place, folders, files in os.walk(folder):
            for name in folders + files:
                path = pathlib.Path(place) / name
                hits = self.in_bytes(os.fsencode(name))
                if path.is_file() and not path.is_symlink():
                    hits |= self.in_bytes(path.read_bytes())
                if hits:
                    found[str(path)] = hits
        return found

    def in_memory(self, process: int) -> set[bytes]:
        return set().union(*(self.in_bytes(piece) for piece in memory_of(process)))
