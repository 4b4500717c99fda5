#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes records_request.*.docx beside this file: Word documents as small as they can be. The same bytes each time."""
import pathlib
import xml.sax.saxutils
import zipfile

HERE = pathlib.Path(__file__).parent
DATE = (2031, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

ENGLISH = [
    "# Request for records", "{{today}}", "To: {{ask.whom_it_is_sent_to}}",
    "About: {{person.name}}, born on {{person.birth_date}}", "Our number: {{matter.number}}",
    "We are the attorneys of {{person.name}}. Enclosed is a release, signed by {{person.name}}, that names you, the records "
    "below, the purpose and the day on which it ends. Please send us copies of these records, and of nothing else:",
    "{{ask.which_records}}",
    "Please send them by {{ask.by_which_day}} to: {{ask.where_to_send_them}}",
    "Please do not telephone or write to {{person.name}} about this request, and do not tell anybody else of it. If you hold "
    "no such records, or can't send them, please tell us so in writing and say why.",
    "Thank you.", "______________________________", "{{attorney.name}}", "{{office.name}}",
]
SPANISH = [
    "# Solicitud de registros", "{{today}}", "Para: {{ask.whom_it_is_sent_to}}",
    "Sobre: {{person.name}}, con fecha de nacimiento {{person.birth_date}}", "Nuestro número: {{matter.number}}",
    "Representamos legalmente a {{person.name}}. Adjuntamos una autorización con su firma, que nombra a ustedes, los "
    "registros de abajo, el propósito y el día en que termina. Les pedimos copia de estos registros, y de nada más:",
    "{{ask.which_records}}",
    "Les pedimos enviarlos a más tardar el {{ask.by_which_day}} a: {{ask.where_to_send_them}}",
    "Por favor no llamen ni escriban a {{person.name}} por esta solicitud, ni hablen de ella con nadie más. Si no tienen esos "
    "registros, o no pueden enviarlos, díganlo por escrito y expliquen por qué.",
    "Gracias.", "______________________________", "{{attorney.name}}", "{{office.name}}",
]


def paragraph(text: str) -> str:
    style = "Heading1" if text.startswith("# ") else "Normal"
    words = xml.sax.saxutils.escape(text.removeprefix("# "))
    return (f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>')


def styles(language: str) -> str:
    return (f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'
            f'<w:sz w:val="22"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            '<w:pPr><w:spacing w:after="160"/></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
            '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>')


def write(name: str, language: str, lines: list[str]) -> None:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels":
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml":
            f'<w:document xmlns:w="{MAIN}"><w:body>{"".join(map(paragraph, lines))}'
            '<w:sectPr><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" '
            'w:gutter="0"/></w:sectPr></w:body></w:document>',
        "word/styles.xml": styles(language),
    }
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as out:
        for path, text in parts.items():
            info = zipfile.ZipInfo(path, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, head + text)


if __name__ == "__main__":
    write("records_request.en.docx", "en-US", ENGLISH)
    write("records_request.es.docx", "es-US", SPANISH)
