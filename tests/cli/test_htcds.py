#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The three sheets of the HTCDS toolkit, each with an invented case in every column: checked, imported, released, exported, and
compared. What does not come back is what the program said it drops."""
import csv
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

import program

HERE = pathlib.Path(__file__).resolve().parent
STANDARD = json.loads((program.ROOT / "data" / "standards" / "htcds.json").read_text())
FIELDS = {field["name"]: field for field in STANDARD["fields"]}
OF_KIND = {"text": "Invented", "date": "1999-12-31", "number": "2", "checkbox": "TRUE", "phone": "+13125550177",
           "country": "MX", "countries": "MX;PH", "language": "spa"}
OWN = {"prs_FirstName": "Alma", "prs_SecondName": "Ejemplo", "prs_Gender": "Feminine", "prs_Email": "alma@example.org",
       "prs_HomePhone": "+13125550178", "vic_MethodsOfControl": "PhysicalThreats", "vic_TypeOfExploitation": "SexualExploitation"}
RELEASED = ["contact.phone", *(f"person_details.{name}" for name in (
    "given_names", "family_names", "birth_date", "gender", "other_phone", "email")), "finding.means", "finding.purposes"]


def standard_name(header: str, label: str) -> str:
    """The sheets have a name misspelt, and one column of a label alone."""
    known = STANDARD["other_names"].get(header, header)
    by_label = [name for name, field in FIELDS.items() if field["label"] == label and name.startswith("cas_")]
    return known or (by_label[0] if label and by_label else "")


def value_of(name: str) -> str:
    field = FIELDS[name]
    if name in OWN:
        return OWN[name]
    if field["kind"] in OF_KIND:
        return OF_KIND[field["kind"]]
    return field["terms"][0]["code"]


class Sheets(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.at = pathlib.Path(folder.name)
        (self.at / "p").write_text("a lighthouse made of paper\n")
        self.vault = ["--vault", str(self.at / "v.amparo"), "--passphrase-file", str(self.at / "p")]
        self.run_program("vault", "init", "--organization", "Puente", "--person", "Rosa", *self.vault)

    def run_program(self, *words: str) -> str:
        done = subprocess.run([program.AMPARO, *words], capture_output=True, text=True, cwd=self.at)
        self.assertEqual(done.returncode, 0, (words, done.stdout, done.stderr))
        return done.stdout

    def result(self, *words: str) -> dict:
        return json.loads(self.run_program(*words, "--json", *self.vault))

    def round_trip(self, name: str) -> None:
        with open(HERE / "htcds" / name, newline="", encoding="utf-8") as sheet:
            names, labels, _ = csv.reader(sheet)
        columns = [standard_name(*pair) for pair in zip(names, labels)]
        self.assertEqual([c for c in columns if c and c not in FIELDS], [])
        case = [value_of(column) if column else "1" if n == 0 else "" for n, column in enumerate(columns)]
        given = {column: value for column, value in zip(columns, case) if column}
        self.assertGreaterEqual(len(given), 37)
        with open(self.at / "in.csv", "w", newline="", encoding="utf-8") as sheet:
            csv.writer(sheet).writerows([names, labels, case])

        self.run_program("htcds", "check", "in.csv")
        taken_in = self.result("htcds", "import", str(self.at / "in.csv"))
        self.assertEqual(taken_in["people"], 1)
        self.assertEqual([note for note in taken_in["notes"] if note["left_out"]], [])
        printed = self.run_program("htcds", "import", "in.csv", *self.vault)
        for dropped in taken_in["not_taken"]:
            self.assertIn(dropped, printed)

        person = self.result("record", "list", "--kind", "contact")["records"][0]["person"]
        release = self.result("release", "sign", "--person", person, "--recipient", "Casa Azahar", "--field", *RELEASED,
                              "--purpose", "a shared file", "--signed-how", "on_paper", "--explained-by", "Rosa",
                              "--language", "es")
        out = self.result("htcds", "export", release["id"], "--layout", "spreadsheet", "--output",
                          str(self.at / "out.csv"))
        self.run_program("htcds", "check", "out.csv")
        with open(self.at / "out.csv", newline="", encoding="utf-8") as sheet:
            rows = list(csv.reader(sheet))
        back = {standard_name(*pair): re.sub("^'", "", value)
                for *pair, value in zip(rows[0], rows[1], rows[2]) if value and pair[0] + pair[1]}
        same = {column for column, value in back.items() if given.get(column) == value}
        self.assertEqual(set(back) - same, set(), (back, given))
        # A statement in a finding is not yet a finding, and nothing is said of it.
        stated = {"vic_MethodsOfControl", "vic_TypeOfExploitation"}
        self.assertEqual(set(given), same | set(taken_in["not_taken"]) | stated)
        self.assertEqual(same & stated, set())
        self.assertTrue(any(one["field"] == "finding" for one in out["dropped"]), out["dropped"])

    def test_the_sheet(self) -> None:
        self.round_trip("spreadsheet.csv")

    def test_the_sheet_with_one_choice(self) -> None:
        self.round_trip("single_select.csv")

    def test_the_sheet_with_several_choices(self) -> None:
        self.round_trip("multi_select.csv")


if __name__ == "__main__":
    unittest.main()
