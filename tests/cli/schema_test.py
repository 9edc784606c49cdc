"""What `schema` prints, and that the copies under models/schema are what it prints."""

import json
import unittest

from case import ROOT, Case

COPIES = ROOT / "models" / "schema"
KINDS = ("scenario", "network", "policy", "surge", "event", "decision", "command")
RENEW = "renew the copies with: build/release/supplytwin schema --out models/schema"


class Schema(Case):
    def test_the_copies_are_what_it_writes(self) -> None:
        self.run_it("schema", "--out", "made")
        made = {path.name: path.read_text() for path in (self.folder / "made").iterdir()}
        kept = {path.name: path.read_text() for path in COPIES.iterdir()}
        self.assertEqual(sorted(made), sorted(kept), RENEW)
        for name, text in made.items():
            self.assertEqual(text, kept[name], f"{name}: {RENEW}")

    def test_it_prints_one_kind_or_all(self) -> None:
        every = json.loads(self.run_it("schema").stdout)
        self.assertEqual(tuple(every), KINDS)
        for kind in KINDS:
            self.assertEqual(json.loads(self.run_it("schema", kind).stdout), every[kind])

    def test_it_prints_the_page_of_all_keys(self) -> None:
        self.assertEqual(self.run_it("schema", "--markdown").stdout, (COPIES / "README.md").read_text())

    def test_a_kind_that_nobody_knows(self) -> None:
        self.assertIn("scenario", self.run_it("schema", "scenery", code=2).stderr)

    def test_a_folder_that_cannot_be_made(self) -> None:
        (self.folder / "taken").write_text("")
        told = self.run_it("schema", "--out", "taken", code=1).stderr
        self.assertEqual(told, "supplytwin: taken cannot be made: Not a directory\n")


if __name__ == "__main__":
    unittest.main()
