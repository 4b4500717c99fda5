# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDFs with words in every place a PDF has, a vault to put them in, and a search that is not ours."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
AMPARO = str(pathlib.Path(os.environ.get("AMPARO_BIN", ROOT / "build" / "release" / "bin")).resolve() / "amparo")


def pdf_of(objects: dict[int, bytes], trailer: bytes = b"", before: bytes = b"", previous: int = 0) -> bytes:
    """With `before`, a later state of that file."""
    out = bytearray(before or b"%PDF-1.5\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n"
    if not before:
        out += b"0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer << /Size 100 /Root 1 0 R %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        trailer, b"/Prev %d" % previous if before else b"", start)
    return bytes(out)


def stream(content: bytes, more: bytes = b"", packed: bool = True) -> bytes:
    data = zlib.compress(content) if packed else content
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (
        len(data), b"/Filter /FlateDecode" if packed else b"", more, data)


def full_of(word: str, cover: bytes = b"", layers: bytes = b"/OCProperties << /OCGs [14 0 R] /D << /OFF [14 0 R] >> >>") -> bytes:
    """The word as seen text, and in every place where a file holds text that isn't seen. `cover`: drawn over it."""
    w = word.encode()
    content = (b"BT /F1 12 Tf 72 720 Td (Letter for %s today) Tj ET\n" % w +
               b"BT 3 Tr /F1 12 Tf 72 650 Td (%s) Tj ET\n" % w +
               b"BT 0 Tr 1 1 1 rg /F1 12 Tf 72 600 Td (%s) Tj ET 0 g\n" % w +
               b"/OC /Hidden BDC BT /F1 12 Tf 72 560 Td (%s) Tj ET EMC\n" % w + cover)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><title>%s</title></x:xmpmeta>" % w
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R /Outlines 8 0 R /AcroForm << /Fields [10 0 R] /DA (/F1 9 Tf) >> "
           b"/Names << /EmbeddedFiles << /Names [(%s.txt) 11 0 R] >> >> "
           % w + layers + b" >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Annots [6 0 R 10 0 R] "
           b"/Resources << /Font << /F1 3 0 R >> /Properties << /Hidden 14 0 R >> >> "
           b"/PieceInfo << /Editor << /LastModified (D:2031) /Private (%s) >> >> >>" % w,
        5: stream(content),
        6: b"<< /Type /Annot /Subtype /Text /Rect [500 20 520 40] /Contents (%s said) /T (%s) >>" % (w, w),
        7: stream(xmp, b"/Type /Metadata /Subtype /XML", packed=False),
        8: b"<< /Type /Outlines /First 9 0 R /Last 9 0 R /Count 1 >>",
        9: b"<< /Title (About %s) /Parent 8 0 R /Dest [4 0 R /Fit] >>" % w,
        10: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (%s) /F 2 /Rect [72 400 200 420] >>" % w,
        11: b"<< /Type /Filespec /F (%s.txt) /EF << /F 12 0 R >> >>" % w,
        12: stream(b"An attachment about %s" % w, b"/Type /EmbeddedFile"),
        13: b"<< /Title (%s) /Author (%s) >>" % (w, w),
        14: b"<< /Type /OCG /Name (%s) >>" % w,
    }
    first = pdf_of(objects, b"/Info 13 0 R")
    # A later state: the comment is gone, as far as a reader shows.
    previous = int(re.findall(rb"startxref\n(\d+)", first)[-1])
    return pdf_of({6: b"<< /Type /Annot /Subtype /Text /Rect [500 20 520 40] /Contents (gone) >>"}, b"/Info 13 0 R",
                  before=first, previous=previous)


def unpacked(pdf: bytes) -> bytes:
    """The file, and every stream of it that zlib opens: object streams, fonts, pages, tables."""
    out = bytearray(pdf)
    for found in re.finditer(rb"stream\r?\n", pdf):
        try:
            out += b"\n" + zlib.decompressobj().decompress(pdf[found.end():])
        except zlib.error:
            continue
    return bytes(out)


def holds(pdf: bytes, word: str) -> bool:
    """As bytes in any stream, as UTF-16, as hex, or as text that poppler's own program reads."""
    everything = unpacked(pdf)
    forms = [word.encode(), word.encode("utf-16-be"), word.encode().hex().encode(), word.encode().hex().upper().encode(),
             word.encode("utf-16-be").hex().encode(), word.encode("utf-16-be").hex().upper().encode()]
    return any(form in everything for form in forms) or word.lower() in text_of(pdf).lower()


def text_of(pdf: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return subprocess.run(["pdftotext", file.name, "-"], capture_output=True, text=True, check=True).stdout


def pixels_of(pdf: bytes, page: int = 1) -> tuple[int, int, bytes]:
    """One page at 100 dots an inch: width, height, grey values."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "in.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-gray", "-r", "100", "-f", str(page), "-l", str(page), "-singlefile",
                        str(place / "in.pdf"), str(place / "out")], check=True)
        data = (place / "out.pgm").read_bytes()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]


class Vault:
    """A vault with one person in it."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.place = pathlib.Path(self.folder.name)
        (self.place / "pass").write_text("seven quiet rivers")
        self.run("vault", "init", "--organization", "Puente", "--person", "Rosa")
        self.person = self.run("record", "create", "contact", "--set", "chosen_name=Alma")["person"]

    def command(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([AMPARO, "--vault", str(self.place / "v.amparo"), "--passphrase-file",
                               str(self.place / "pass"), "--json", *words], capture_output=True, text=True,
                              env={"LANG": "C", "PATH": "/usr/bin:/bin"}, check=False)

    def run(self, *words: str) -> dict:
        done = self.command(*words)
        if done.returncode != 0:
            raise AssertionError(f"{words}: {done.stderr}")
        return json.loads(done.stdout)

    def added(self, name: str, content: bytes) -> str:
        (self.place / name).write_bytes(content)
        return self.run("document", "add", str(self.place / name), "--person", self.person)["id"]

    def content(self, document: str) -> bytes:
        out = self.place / "saved"
        self.run("document", "save", document, "--output", str(out), "--force")
        return out.read_bytes()

    def close(self) -> None:
        self.folder.cleanup()
