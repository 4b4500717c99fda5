#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes fuzz/corpus/docx and fuzz/corpus/pdf: small documents, whole and broken. The same bytes each time."""
import hashlib
import pathlib
import zipfile

CORPUS = pathlib.Path(__file__).parents[3] / "fuzz" / "corpus"
DOCX = CORPUS / "docx"
PDF = CORPUS / "pdf"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DATE = (2031, 1, 1, 0, 0, 0)


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(runs) + "</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(run(text))}</w:tc>"


def docx(name: str, body: str, notes: str = "", head: str = "", path: str = "word/document.xml") -> None:
    with zipfile.ZipFile(DOCX / name, "w", zipfile.ZIP_DEFLATED) as out:
        def put(entry: str, text: str) -> None:
            info = zipfile.ZipInfo(entry, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, text)
        put("[Content_Types].xml", "<Types/>")
        put(path, f'<?xml version="1.0"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>')
        if notes:
            put("word/footnotes.xml", f"<w:footnotes {W}><w:footnote>{notes}</w:footnote></w:footnotes>")


def letter() -> None:
    """A template, with places as a word processor cuts them, and in every part that has words."""
    box = (f'<mc:AlternateContent><mc:Choice Requires="wps">{{0}}</mc:Choice><mc:Fallback>{{0}}</mc:Fallback>'
           "</mc:AlternateContent>").format(paragraph(run("For {{office.name}}")))
    body = (paragraph(run("Dear {"), "<w:proofErr/>", run("{person."), run("given_names", "<w:b/>"), run("}} &amp; all,"))
            + '<w:p w14:paraId="0A1B2C3D" w14:textId="77777777">' + run("{{dates.on}}: ") + run("{{dates.what}}")
            + "</w:p>" + "<w:tbl><w:tr>" + cell("{{matter.number}}") + cell("no place: { } {") + "</w:tr></w:tbl>"
            + paragraph(f"<w:r>{box}</w:r>", run("Signed {{today}}")) + "<w:sectPr/>")
    names = ('xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
             'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"')
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>\r\n<w:document {W} {names}><w:body>{body}'
                             "</w:body></w:document>",
        "word/styles.xml": "<w:styles>{{not.a.place}}</w:styles>",
        "word/header1.xml": f"<w:hdr {W}>{paragraph(run('{{office.name}}'))}</w:hdr>",
        "word/footnotes.xml": f"<w:footnotes {W}><w:footnote>{paragraph(run('As of {{today}}.'))}</w:footnote></w:footnotes>",
    }
    with zipfile.ZipFile(DOCX / "letter.docx", "w", zipfile.ZIP_DEFLATED) as out:
        for entry, text in parts.items():
            info = zipfile.ZipInfo(entry, DATE)
            info.compress_type = zipfile.ZIP_STORED if entry == "word/styles.xml" else zipfile.ZIP_DEFLATED
            out.writestr(info, text)
    docx("coded.docx", paragraph("<w:r><w:instrText>{{person.name}}</w:instrText></w:r>", run("Words")))


def pdf(name: str, pages: list[str], password: bytes = b"") -> None:
    key = b""
    file_id = bytes(16)
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner = rc4(hashlib.md5((b"owner" + pad)[:32]).digest()[:5], (password + pad)[:32])
    if password:
        key = hashlib.md5((password + pad)[:32] + owner + b"\xfc\xff\xff\xff" + file_id).digest()[:5]

    def sealed(number: int, data: bytes) -> bytes:
        if not key:
            return data
        return rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)

    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>",
               3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
    kids = []
    for i, page in enumerate(pages):
        number = 4 + 2 * i
        kids.append(f"{number} 0 R")
        lines = b"".join(b"(%s) Tj T*\n" % line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
                         for line in page.split("\n")) if page else b""
        stream = sealed(number + 1, b"BT /F1 11 Tf 14 TL 72 720 Td\n%sET" % lines)
        objects[number] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
                           b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1))
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>".encode()
    trailer = b""
    if password:
        number = 4 + 2 * len(pages)
        objects[number] = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
            owner.hex().encode(), rc4(key, pad).hex().encode())
        trailer = b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (number, file_id.hex().encode(), file_id.hex().encode())
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        out += b"%010d 00000 n \n" % places[number]
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    (PDF / name).write_bytes(out)


def rc4(key: bytes, data: bytes) -> bytes:
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(out)


def main() -> None:
    for folder in (DOCX, PDF):
        folder.mkdir(parents=True, exist_ok=True)
    docx("report.docx",
         paragraph(run("Report of the year"))
         + paragraph(run("Thirty-eight "), run("percent"), run("1", '<w:vertAlign w:val="superscript"/>'), run(" (8 of 21) came back."))
         + "<w:tbl><w:tr>" + cell("citizens") + cell("5 of 21") + cell("23%") + "</w:tr></w:tbl>"
         + paragraph('<w:del><w:r><w:delText>99% (8 of 21)</w:delText></w:r></w:del>', run("The end.")),
         notes=paragraph(run("Of these, 43% (9 of 21) had a status.")))
    docx("declares.docx", paragraph(run("&x;")), head='<!DOCTYPE w [<!ENTITY x "38% (8 of 21)">]>')
    docx("deep.docx", "<w:a>" * 5000 + "</w:a>" * 5000)
    docx("blank.docx", paragraph())
    docx("outside.docx", run("Before any.") + paragraph(run("The first.")))
    docx("sheet.xlsx", "", path="xl/workbook.xml")
    (DOCX / "cut.docx").write_bytes((DOCX / "report.docx").read_bytes()[:-40])
    letter()
    # It says it is larger than it is: refused before a byte is unpacked.
    small = (DOCX / "blank.docx").read_bytes()
    with zipfile.ZipFile(DOCX / "blank.docx") as archive:
        size = archive.getinfo("word/document.xml").file_size
    (DOCX / "large.docx").write_bytes(small.replace(size.to_bytes(4, "little"), (300 << 20).to_bytes(4, "little")))
    pdf("report.pdf", ["Harbour House - Report 2031\nThirty-eight percent (8 of",
                       "Harbour House - Report 2031\n21) came back. 23% (5 of 21) were citizens.\nEl 38 % (8 de 21) volvió."])
    pdf("scan.pdf", ["", ""])
    pdf("locked.pdf", ["38% (8 of 21)"], password=b"secret")
    (PDF / "cut.pdf").write_bytes((PDF / "report.pdf").read_bytes()[:60])


if __name__ == "__main__":
    main()
