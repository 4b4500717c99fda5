#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""T62: a vault that was written by format 1 of the vault file, kept as it is. Every later program opens it, finds all
that was said in it, verifies it, and writes on in it. `test_golden.py --make` wrote it; it is never made again: a later
format gets a file of its own beside it."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
import program

PASSPHRASES = {"Rosa": "seven quiet rivers", "Bea": "a lighthouse made of paper"}
VAULT, EXPECTED = HERE / "format_1.amparo", HERE / "format_1.json"


class Reader:
    """The program, answering calls on one vault."""

    def __init__(self, vault: pathlib.Path, who: str) -> None:
        self.passphrase = vault.with_suffix(f".{who}")
        self.passphrase.write_text(PASSPHRASES[who] + "\n")
        self.passphrase.chmod(0o600)
        self.vault = vault

    def command(self, *words: str) -> list[str]:
        return [program.AMPARO, *words, "--vault", str(self.vault), "--passphrase-file", str(self.passphrase)]

    def run(self, *words: str) -> str:
        return subprocess.run(self.command(*words), check=True, capture_output=True, text=True).stdout

    def answers(self, calls: list) -> list:
        lines = "".join(json.dumps({"id": n, "method": m, "params": p}) + "\n" for n, (m, p) in enumerate(calls))
        out = subprocess.run(self.command("call"), input=lines, check=True, capture_output=True, text=True).stdout
        return [json.loads(line) for line in out.splitlines()]

    def results(self, calls: list) -> list:
        answers = self.answers(calls)
        for call, answer in zip(calls, answers, strict=True):
            if "result" not in answer:
                raise AssertionError(f"{call}: {answer}")
        return [answer["result"] for answer in answers]


def said_again(before, now, where="") -> list[str]:
    """What an older program answered and this one does not. More may have come."""
    if isinstance(before, dict) and isinstance(now, dict):
        return [line for key in before for line in (said_again(before[key], now[key], f"{where}.{key}") if key in now
                                                    else [f"{where}.{key} is gone"])]
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return [line for n, pair in enumerate(zip(before, now)) for line in said_again(*pair, f"{where}[{n}]")]
    return [] if before == now else [f"{where}: {before!r} was said, {now!r} is answered"]


def with_safety(said):
    """In a vault of eight parts who holds location holds safety (protocol/vault_file.md)."""
    if isinstance(said, list):
        return [with_safety(one) for one in said] + (["safety"] if "location" in said else [])
    return {key: with_safety(value) for key, value in said.items()} if isinstance(said, dict) else said


def make() -> None:
    with tempfile.TemporaryDirectory() as name:
        rosa = Reader(pathlib.Path(name) / "v.amparo", "Rosa")
        rosa.run("vault", "init", "--organization", "Puente Legal Aid", "--person", "Rosa")
        calls = [("record.create", {"kind": "contact", "data": {
            "chosen_name": "Мария", "aliases": ["Zoë"], "languages": ["es", "ar"], "phone": "+1 312 555 0147",
            "needs": ["bed_tonight", "interpreter"], "needs_note": "A room she can lock",
            "area": {"no_answer": "declined"}, "notes": "Calls after nine"}})]
        contact = rosa.results(calls)[0]
        person = contact["person"]
        rosa.results([
            ("record.create", {"kind": "note", "person": person, "data": {"text": "She likes to be called in the evening"}}),
            ("record.create", {"kind": "legal_note", "person": person, "data": {"text": "Privileged"}}),
            ("record.create", {"kind": "immigration_note", "person": person, "data": {"status": "asylum_applicant"}}),
            ("record.update", {"id": contact["id"], "data": {"notes": "Calls after eight"}}),
            ("member.add", {"name": "Bea", "role": "shelter", "passphrase": PASSPHRASES["Bea"]}),
            ("record.create", {"kind": "contact", "data": {"chosen_name": "Luz", "notes": "to be erased"}}),
            ("release.sign", {"person": person, "recipient": "Clínica Sol", "fields": ["contact.chosen_name"],
                              "purpose": "a visit",
                              "signed_how": "on_paper", "explained_by": "Rosa", "language": "es"}),
        ])
        luz = rosa.results([("search", {"text": "Luz"})])[0]["hits"][0]
        rosa.results([("record.erase", {"id": luz.get("record", luz.get("id")), "basis": "asked"}), ("member.rekey", {})])
        shutil.copy(rosa.vault, VAULT)
    record_expected()


QUESTIONS = [
    ("vault.info", {}), ("member.list", {}), ("record.list", {"kind": "contact"}), ("record.list", {"kind": "note"}),
    ("record.list", {"kind": "legal_note"}), ("record.list", {"kind": "immigration_note"}), ("record.list", {"kind": "release"}),
    ("search", {"text": "maria"}), ("search", {"text": "Luz"}),
]


def ask(reader: Reader) -> list:
    first = reader.results(QUESTIONS)
    first[0].pop("warnings", None)  # Sentences of the day.
    ids = sorted({record["id"] for answer in first for record in answer.get("records", []) if "id" in record})
    calls = [call for i in ids for call in (("record.show", {"id": i}), ("record.history", {"id": i}))]
    return [[list(call), result] for call, result in zip(QUESTIONS + calls, first + reader.results(calls), strict=True)]


def record_expected() -> None:
    with tempfile.TemporaryDirectory() as name:
        vault = pathlib.Path(shutil.copy(VAULT, name))
        EXPECTED.write_text(json.dumps({who: ask(Reader(vault, who)) for who in PASSPHRASES}, indent=1,
                                       ensure_ascii=False) + "\n", encoding="utf-8")


class Golden(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="amparo_golden_")
        self.addCleanup(folder.cleanup)
        self.vault = pathlib.Path(shutil.copy(VAULT, folder.name))
        self.expected = with_safety(json.loads(EXPECTED.read_text(encoding="utf-8")))

    def check_everything_is_there(self) -> None:
        for who, answers in self.expected.items():
            calls = [tuple(call) for call, _ in answers]
            found = Reader(self.vault, who).results(calls)
            for (call, before), now in zip(answers, found, strict=True):
                self.assertEqual(said_again(before, now), [], f"{who}: {call}")

    def test_T62_all_of_it_opens_and_says_what_it_said(self) -> None:
        before = self.vault.read_bytes()
        self.check_everything_is_there()
        Reader(self.vault, "Rosa").run("vault", "verify")
        self.assertEqual(self.vault.read_bytes(), before, "reading changes nothing")

    def test_T62_work_goes_on_in_it_and_compacting_keeps_it(self) -> None:
        rosa = Reader(self.vault, "Rosa")
        made = rosa.results([("record.create", {"kind": "note", "data": {"text": "written later"}})])[0]
        rosa.run("vault", "compact")
        rosa.run("vault", "verify")
        self.assertEqual(rosa.results([("record.show", {"id": made["id"]})])[0]["data"]["text"], "written later")
        shown = [call for call in self.expected["Rosa"] if call[0][0] == "record.show"]
        self.assertGreaterEqual(len(shown), 4)
        for (call, before), now in zip(shown, rosa.results([tuple(call) for call, _ in shown]), strict=True):
            self.assertEqual(said_again(before, now), [], call)

    def test_C9_a_safety_plan_is_kept_in_it_and_has_a_key_of_its_own_once_somebody_joins(self) -> None:
        rosa, bea = Reader(self.vault, "Rosa"), Reader(self.vault, "Bea")
        plan = {"made_on": "2026-01-05", "what_helps": "I call my cousin"}
        person = rosa.results([("record.list", {"kind": "contact"})])[0]["records"][0]["person"]
        kept = ("record.create", {"kind": "safety_plan", "person": person, "data": plan})
        first = rosa.results([kept])[0]["id"]
        epoch = rosa.results([("vault.info", {})])[0]["epoch"]
        said = lambda reader, record: reader.results([("record.show", {"id": record})])[0]["data"].get("what_helps")
        self.assertEqual(said(bea, first), "I call my cousin", "the house at night")
        PASSPHRASES.update(Uma="a lamp of green glass", Ada="paper boats at noon")
        rosa.results([("member.add", {"name": "Uma", "role": "outreach", "passphrase": PASSPHRASES["Uma"]}),
                      ("member.add", {"name": "Ada", "role": "advocate", "passphrase": PASSPHRASES["Ada"]})])
        uma, ada = Reader(self.vault, "Uma"), Reader(self.vault, "Ada")
        self.assertEqual(rosa.results([("vault.info", {})])[0]["epoch"], epoch + 1, "once, for the first who joins")
        second = rosa.results([kept])[0]["id"]
        rosa.results([("record.update", {"id": first, "data": {"what_helps": "I go to the clinic"}}), ("member.rekey", {})])
        for reader in (rosa, bea, ada):
            self.assertEqual(said(reader, first), "I go to the clinic")
            self.assertEqual(said(reader, second), "I call my cousin")
            self.assertGreaterEqual(len(reader.results([("record.history", {"id": first})])[0]["revisions"]), 2)
        self.assertIsNone(said(uma, first))
        rosa.run("vault", "compact")
        rosa.run("vault", "verify")
        self.assertEqual(said(bea, first), "I go to the clinic")

    def test_a_word_that_changed_is_noticed(self) -> None:
        answer = {"a": [1, {"b": "said"}]}
        self.assertEqual(said_again(answer, {"a": [1, {"b": "said", "more": 2}]}), [])
        self.assertEqual(len(said_again(answer, {"a": [1, {"b": "other"}]})), 1)
        self.assertEqual(len(said_again(answer, {"a": [1, {}]})), 1)
        self.assertEqual(len(said_again(answer, {"a": [1]})), 1)


if __name__ == "__main__":
    make() if sys.argv[1:] == ["--make"] else unittest.main()
