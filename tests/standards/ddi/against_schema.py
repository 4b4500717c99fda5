#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Holds codebooks of bundles of several shapes against the part of DDI-Codebook 2.6 that we use, by xmllint; and sees that
each that was spoilt is not valid.  against_schema.py XMLLINT PROGRAM"""

import copy
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SCHEMA = Path(__file__).parent / "codebook_2_6_part.xsd"
SPACE = "{ddi:codebook:2_6}"
TITLES = {"in_spanish": "Trabajo y papeles: «¿quién?» & <¡más!>", "study": "Trabajo y papeles: «¿quién?» & <¡más!>"}
TITLE = "Work & papers: \"who\" <asked>, and 'why'"


def refused(xmllint, files):
    """What xmllint says of those that are not valid, by name."""
    done = subprocess.run([xmllint, "--nonet", "--noout", "--schema", SCHEMA, *files], capture_output=True, text=True)
    said = done.stderr
    if "Schemas parser error" in said or "failed to compile" in said:
        sys.exit(said)
    return {file.name: said for file in files if f"{file} validates" not in said}


def spoilt(tree):
    """The codebook with one thing wrong, for each thing that can be: (what, root)."""
    places = list(enumerate(tree.iter()))
    seen = set()
    for at, element in places:
        for i, (first, second) in enumerate(zip(element, list(element)[1:])):
            kind = (element.tag, first.tag, second.tag)
            if first.tag == second.tag or kind in seen:
                continue
            seen.add(kind)
            root = copy.deepcopy(tree)
            changed = list(root.iter())[at]
            changed[i], changed[i + 1] = changed[i + 1], changed[i]
            yield f"{second.tag} before {first.tag}", root
        if element.tag not in seen:
            seen.add(element.tag)
            root = copy.deepcopy(tree)
            ElementTree.SubElement(list(root.iter())[at], SPACE + "unheard")
            yield f"an element nobody knows in {element.tag}", root
        for name in element.attrib:
            if name == "name" or (element.tag, name) in seen:
                continue
            seen.add((element.tag, name))
            root = copy.deepcopy(tree)
            list(root.iter())[at].set(name, "2 5")
            yield f"a wrong {name} of {element.tag}", root
    root = copy.deepcopy(tree)
    variables = root.findall(f".//{SPACE}var")
    variables[1].set("ID", variables[0].get("ID"))
    yield "one ID twice", root


def main(xmllint, program):
    wrong = []
    spoilt_ones = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, folder], check=True)
        files = sorted(Path(folder).glob("*.xml"))
        for name, said in refused(xmllint, files).items():
            wrong.append(f"{name} is not valid: {said}")
        for file in files:
            root = ElementTree.parse(file).getroot()
            if root.find(f".//{SPACE}titl").text != TITLES.get(file.stem, TITLE):
                wrong.append(f"{file.name}: the title is not what was asked for")
        tree = ElementTree.parse(Path(folder) / "two_way.xml").getroot()
        spoilt_files = {}
        for what, root in spoilt(tree):
            path = Path(folder) / f"spoilt_{len(spoilt_files)}.xml"
            ElementTree.ElementTree(root).write(path, encoding="UTF-8", xml_declaration=True)
            spoilt_files[path] = what
        seen = refused(xmllint, list(spoilt_files))
        wrong += [f"{what} went through" for path, what in spoilt_files.items() if path.name not in seen]
        spoilt_ones = len(spoilt_files)
    for one in wrong:
        print(one)
    print(f"{len(files)} codebooks, {spoilt_ones} spoilt ones; {len(wrong)} wrong")
    sys.exit(1 if wrong or len(files) < 8 or spoilt_ones < 30 else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
