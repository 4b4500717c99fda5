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
    """In a vault of eight parts coordinators and shelter staff who hold location hold safety (protocol/vault_file.md)."""
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

    def test_a_word_that_changed_is_noticed(self) -> None:
        answer = {"a": [1, {"b": "said"}]}
        self.assertEqual(said_again(answer, {"a": [1, {"b": "said", "more": 2}]}), [])
        self.assertEqual(len(said_again(answer, {"a": [1, {"b": "other"}]})), 1)
        self.assertEqual(len(said_again(answer, {"a": [1, {}]})), 1)
        self.assertEqual(len(said_again(answer, {"a": [1]})), 1)


class PlanOfEight(unittest.TestCase):
    """The same vault with a safety plan in `location`, as the program kept it before there was the part `safety`, and a
    review period for that part. Never made again."""
    OLD = {"made_on": "2026-01-05", "what_helps": "I call my cousin", "who_to_call": "Anahí, the cousin",
           "look_again_on": "2026-02-05"}

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="amparo_golden_")
        self.addCleanup(folder.cleanup)
        self.vault = pathlib.Path(shutil.copy(HERE / "plan_of_eight.amparo", folder.name))
        self.rosa, self.bea = Reader(self.vault, "Rosa"), Reader(self.vault, "Bea")
        self.plan = self.rosa.results([("record.list", {"kind": "safety_plan"})])[0]["records"][0]

    def joined(self, name: str, role: str, passphrase: str) -> Reader:
        PASSPHRASES[name] = passphrase
        self.rosa.results([("member.add", {"name": name, "role": role, "passphrase": passphrase})])
        return Reader(self.vault, name)

    def shown(self, reader: Reader, record: str) -> dict:
        return reader.results([("record.show", {"id": record})])[0]

    def test_F15_J10_what_was_written_into_another_part_is_there_still(self) -> None:
        for reader in (self.rosa, self.bea):
            self.assertEqual(self.shown(reader, self.plan["id"])["data"], self.OLD)
            copy, today, history = reader.results([("person.copy", {"person": self.plan["person"]}), ("today", {}),
                                                   ("record.history", {"id": self.plan["id"]})])
            for answer in (copy, history):
                self.assertIn("Anahí", json.dumps(answer, ensure_ascii=False))
            self.assertIn(self.plan["id"], json.dumps(today))
        periods = lambda: [one["parts"] for one in self.rosa.results([("retention.list", {})])[0]["periods"]
                           if one["kind"] == "safety_plan"]
        self.assertEqual(periods(), [[{"part": "location", "months": 12}, {"part": "safety", "months": 12}]])
        self.rosa.results([("retention.set", {"kind": "safety_plan", "part": "safety"})])
        self.assertEqual(periods(), [[{"part": "location", "months": 12}]], "never is said of the part itself")

    def test_C9_a_plan_waits_for_the_key_and_goes_on_under_it(self) -> None:
        kept = ("record.create", {"kind": "safety_plan", "person": self.plan["person"],
                                  "data": {"made_on": "2026-03-05", "what_helps": "I go to the clinic"}})
        for reader in (self.rosa, self.bea):
            refused, info = reader.answers([kept, ("vault.unlock", {"passphrase": reader.passphrase.read_text().strip()})])
            self.assertIn("member rekey", refused["error"]["hint"])
            self.assertIn("older than the part safety", " ".join(info["result"]["warnings"]))
        ian = self.joined("Ian", "attorney", "copper kettles sing twice")
        ada = self.joined("Ada", "advocate", "paper boats at noon")
        new = self.bea.results([kept])[0]["id"]
        self.bea.results([("record.update", {"id": self.plan["id"], "data": {"what_helps": "I call Anahí first"}})])
        self.rosa.run("vault", "compact")
        self.rosa.run("vault", "verify")
        for reader in (self.rosa, self.bea, ada):
            self.assertEqual(self.shown(reader, self.plan["id"])["data"], {**self.OLD, "what_helps": "I call Anahí first"})
            self.assertEqual(self.shown(reader, new)["data"]["what_helps"], "I go to the clinic")
        outside = self.shown(ian, self.plan["id"])
        self.assertEqual(outside["sealed"], ["safety"])
        self.assertNotIn("first", json.dumps(outside), "what changed went into the part he does not hold")
        self.assertEqual(self.shown(ian, new)["data"], {})
        self.assertNotIn("clinic", json.dumps(ian.results([("person.copy", {"person": self.plan["person"]}),
                                                          ("record.history", {"id": new})])))


if __name__ == "__main__":
    make() if sys.argv[1:] == ["--make"] else unittest.main()
