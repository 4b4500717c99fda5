#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""docs/cli.md, docs/api.md and docs/amparo.1 say what the built program says. With --write, they are written from it.

docs/cli.md is written by people down to its mark, and by this tool below it.
"""
import json
import pathlib
import subprocess
import sys

import house

MARK = "<!-- Below: written by tools/check_program_docs.py --write from the program's command table. -->"


def cell(text: str) -> str:
    """Text as a Markdown table holds it."""
    return text.replace("|", "\\|").replace("\n", " ")


def argument_rows(arguments: list[dict]) -> list[str]:
    out = []
    for a in arguments:
        name = f"`{a['name']}{' ' + a['value'] if a['value'] else ''}`" + (" …" if a["several"] else "")
        out.append(f"| {name} | {'required' if a['required'] else ''} | {cell(a['help']['en'])} |")
    return out


def cli_part(table: dict) -> str:
    """Everything in docs/cli.md below the mark."""
    out = ["", "## With every command", "", "| option | | what |", "|---|---|---|", *argument_rows(table["common"]), "",
           "## Exit codes", "", "| code | what |", "|---|---|"]
    out += [f"| {e['code']} | {e['meaning']['en']} |" for e in table["exit_codes"]]
    out += ["", "## Commands", ""]
    for command in table["commands"]:
        method = f" Method: [`{command['method']}`](api.md)." if command["method"] else ""
        out += [f"### {command['words']}", f"`{command['usage']}`", "", command["summary"]["en"] + method]
        out += ["", command["more"]["en"]] if command["more"]["en"] else []
        out += ["", "| argument | | what |", "|---|---|---|", *argument_rows(command["arguments"])] if command["arguments"] else []
        out.append("")
    return "\n".join(out)


def bounds_of(schema: dict) -> str:
    least = schema.get("minLength", schema.get("minimum"))
    most = schema.get("maxLength", schema.get("maximum", schema.get("maxItems")))
    if least is not None and most is not None:
        return f", {least} to {most}"
    return f", at most {most}" if most is not None else f", at least {least}" if least is not None else ""


def type_of(schema: dict, with_bounds: bool) -> str:
    """A schema in words: "text, 1 to 200", "list of record-id, at most 64"."""
    if "enum" in schema:
        return " \\| ".join(f"`{c}`" for c in schema["enum"])
    plain = {"string": "text", "integer": "whole number", "array": "list", "boolean": "true or false"}
    kind = schema.get("format") or schema.get("contentEncoding") or plain.get(schema.get("type"), schema.get("type", "any"))
    if kind == "list":
        kind += " of " + type_of(schema.get("items", {}), with_bounds)
    return kind + (bounds_of(schema) if with_bounds else "") + (", never printed" if schema.get("writeOnly") else "")


def rows(schema: dict, is_parameter: bool, prefix: str = "") -> list[str]:
    """A row for each property, those inside it after it. Results have bounds too, but nobody has to keep them."""
    out = []
    for name, inner in schema.get("properties", {}).items():
        cells = [f"`{prefix}{name}`", type_of(inner, is_parameter)]
        if is_parameter:
            cells.append("required" if name in schema.get("required", []) else "")
        out.append("| " + " | ".join(cells) + " |")
        out += rows(inner, is_parameter, f"{prefix}{name}.")
        out += rows(inner.get("items", {}), is_parameter, f"{prefix}{name}[].")
    return out


def api_page(methods: list[dict]) -> str:
    out = ["# The engine's methods", "",
           "Written by `tools/check_program_docs.py --write` from `amparo api`, which has the JSON Schemas. `amparo call` speaks",
           "them as JSON lines; every other command is one of them (`docs/cli.md`). *Needs*: what must be there first. An error is",
           "`{\"code\", \"message\", \"field\", \"hint\"}`, its code one of `refused`, `usage`, `not_found`, `locked`, `damaged`,",
           "`input_output`; `field` is the parameter or form field it is about. A result may hold more than is listed here.", ""]
    for method in methods:
        out += [f"## {method['name']}", method["summary"], "", f"Needs: {method['needs']}.", ""]
        params, results = rows(method["params"], True), rows(method["result"], False)
        out += ["| parameter | type | |", "|---|---|---|", *params, ""] if params else []
        out += ["| result | type |", "|---|---|", *results, ""] if results else []
    return "\n".join(out)


def said(program: pathlib.Path, *arguments: str) -> str:
    return subprocess.run([str(program), *arguments], capture_output=True, text=True, check=True,
                          env={"LANG": "C", "PATH": "/usr/bin:/bin"}).stdout


def pages(docs: pathlib.Path, program: pathlib.Path) -> dict[pathlib.Path, str]:
    """What each page must be."""
    by_hand = (docs / "cli.md").read_text(encoding="utf-8").split(MARK)[0]
    table = json.loads(said(program, "help", "--json"))
    methods = json.loads(said(program, "api", "--json"))["methods"]
    return {docs / "cli.md": by_hand + MARK + "\n" + cli_part(table), docs / "api.md": api_page(methods),
            docs / "amparo.1": said(program, "manual")}


def check(root: pathlib.Path, build: pathlib.Path, write: bool = False) -> list[str]:
    program = build / "bin" / "amparo"
    if not program.exists():
        return ["no program found: build first"]
    out = []
    for path, text in pages(root / "docs", program).items():
        if write:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            out.append(f"docs/{path.name} is not what the program says; run tools/check_program_docs.py --write")
    return out


if __name__ == "__main__":
    wants_write = "--write" in sys.argv
    sys.argv = [a for a in sys.argv if a != "--write"]
    sys.exit(house.main("program_docs", __doc__, lambda root, build: check(root, build, wants_write)))
