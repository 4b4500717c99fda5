#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever the engine says to people is in data/texts/engine_es.json, and nothing is there that it no longer says.

Reads the texts in the sources of src/engine, src/evidence and src/forms that look like something said: several words that are not
for people alone to read in the code. A sentence made of pieces ("this record was erased on " + day) is a key with {}.
"""
import json
import pathlib
import re
import sys

import house

SPEAKERS = ("engine", "evidence", "forms")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r"//[^\n]*")
JOINED = re.compile(r'"\s*\n\s*"')
NOT_SAID = re.compile(r"AMPARO_CHECK\([^;]*;|#include[^\n]*|R\"\([^)]*\)\"")
#: Several words that are no message of ours: in two languages where they are, or sets of characters.
QUIET = {"trabajo sexual", "trabajadoras sexual", "tráfico de migrantes", "tráfico ilícito", "trata de personas", "sex work", "human smuggling", "human trafficking",
         "Not asked", "Not known", "Prefers not to say", "No se preguntó", "No se sabe", "Prefiere no decirlo", "a place on the map", "un lugar en el mapa",
         "+ ()-./,;*#xX", " ()-./",
         ", and answered", "; and among them, ", "; y entre ellos, ", "all records", "todos los registros", "answered and not ", "respondida y no ",
         "not answered", "con respuesta", "sin respuesta", "sin respuesta a ", "without an answer to ",
         "not recorded", "sin anotar", "not known", "no se sabe", "no quiso responder", "not asked", "no se preguntó", "does not apply", "no corresponde",
         "file of records", "archivo de registros"}
#: What they write is in the language asked for, a whole document or who could be worked out.
WRITERS = ("bundle_", "population_words", "publications_words")


def sentences(text: str) -> set[str]:
    """Texts of a source that somebody is told, or pieces of one."""
    text = NOT_SAID.sub("", JOINED.sub("", COMMENT.sub("", text)))
    found = {m[1].replace('\\"', '"').replace("\\\\", "\\") for m in LITERAL.finditer(text)}
    return {t for t in found if " " in t.strip() and len(re.findall(r"[a-z]{2,}", t)) >= 2 and t not in QUIET}


def problems_in(sources: dict[str, str], catalogue: dict[str, str]) -> list[str]:
    out, said = [], {}
    for name, text in sources.items():
        for sentence in sentences(text):
            said.setdefault(sentence, name)
    keys = "\n".join(catalogue)
    for sentence, name in sorted(said.items()):
        if sentence.strip() not in keys:
            out.append(f"{name}: {sentence!r} is not in data/texts/engine_es.json")
    everything = "\n".join(JOINED.sub("", text).replace('\\"', '"') for text in sources.values())
    for key, spanish in catalogue.items():
        pieces = [p.strip() for p in key.split("{}") if len(p.strip()) > 7]
        if any(p not in everything for p in pieces):
            out.append(f"data/texts/engine_es.json: nobody says {key!r} any more")
        if key.count("{}") != spanish.count("{}"):
            out.append(f"data/texts/engine_es.json: {key!r} has other holes in Spanish")
    return out


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    paths = [p for module in SPEAKERS for p in sorted((root / "src" / module).glob("*.[hc]pp")) if not p.name.startswith(WRITERS)]
    sources = {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in paths}
    return problems_in(sources, json.loads((root / "data/texts/engine_es.json").read_text(encoding="utf-8"))["sentences"])


if __name__ == "__main__":
    sys.exit(house.main("translations", __doc__, check))
