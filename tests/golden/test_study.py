#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A vault with a study as it was kept before its register had a key of its own, and before what was published counted people
by a digest with a key. Rosa is a coordinator; Bea is of the shelter and holds `identity`."""
import json
import pathlib
import shutil
import tempfile
import unittest

import test_golden

HERE = pathlib.Path(__file__).resolve().parent
KEPT = json.loads((HERE / "study_1.json").read_text())
BUNDLE = {"bundle": {"title": "First", "profile": "open_data", "tables": [{"population": "everybody", "rows": "papers"}]}}


class Study(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        vault = pathlib.Path(self.folder.name) / "v.amparo"
        shutil.copy(HERE / "study_1.amparo", vault)
        self.rosa = test_golden.Reader(vault, "Rosa")
        self.bea = test_golden.Reader(vault, "Bea")

    def interview(self, number: int, **more: dict) -> tuple[str, dict]:
        return ("study.interview", {"study": KEPT["study"], "pseudonym": f"P-{number}", "given_by": "person",
                                    "research_consent": True, "data": {"papers": "resident", "paid": "yes"}, **more})

    def test_the_register_gets_a_key_when_it_is_next_written_to(self) -> None:
        show = [("record.show", {"id": KEPT["register"]})]
        self.assertIn("Alma Ejemplo", json.dumps(self.bea.answers(show)))
        self.rosa.results([self.interview(90, register={"name": "Blanca Ejemplo"})])
        self.assertNotIn("Alma", json.dumps(self.bea.answers(show)))
        self.assertIn("Alma Ejemplo", json.dumps(self.rosa.answers(show)))
        self.assertEqual(len(self.rosa.results([("study.keepers", {"study": KEPT["study"]})])[0]["keepers"]), 1)
        self.rosa.run("vault", "verify")

    def test_the_register_gets_a_key_when_its_keepers_are_named(self) -> None:
        me = [m["member_id"] for m in self.rosa.results([("member.list", {})])[0]["members"] if m["you"]]
        made = self.rosa.results([("study.keepers", {"study": KEPT["study"], "inside": me})])[0]
        self.assertTrue(made["sealed_anew"])
        show = [("record.show", {"id": KEPT["register"]})]
        self.assertNotIn("Alma", json.dumps(self.bea.answers(show)))
        self.assertIn("through her sister", json.dumps(self.rosa.answers(show)))

    def test_what_was_published_is_held_against_and_written_anew(self) -> None:
        self.rosa.results([self.interview(91)])
        refused = self.rosa.answers([("evidence.publish", BUNDLE)])[0]
        self.assertIn("not in First", refused["error"]["list"][0])
        history = self.rosa.results([("record.history", {"id": KEPT["publication"]})])[0]
        self.assertEqual([bool(one.get("erased")) for one in history["revisions"]], [True, False], history)
        self.rosa.results([self.interview(number) for number in range(100, 120)])
        self.rosa.results([("evidence.publish", BUNDLE)])
        self.rosa.run("vault", "verify")


if __name__ == "__main__":
    unittest.main()
