"""`supplytwin policy compile`: what it writes, says and refuses."""

import hashlib
import json
import subprocess
import unittest

from case import ROOT, Case

POLICY = ROOT / "models/policies/transfer-first.yaml"


class Compile(Case):
    """`supplytwin policy compile`: what it writes, says and refuses."""

    def compile(self, out: str, *more: object, file: object = POLICY, code: int = 0) -> subprocess.CompletedProcess:
        """Compiles a policy."""
        return self.run_it("policy", "compile", file, "--out", out, *more, code=code)

    def test_the_bytes_and_their_digest(self) -> None:
        said = self.compile("p.bin").stdout
        made = (self.folder / "p.bin").read_bytes()
        digest = hashlib.sha256(made).hexdigest()
        self.assertEqual(said, f"p.bin: transfer-first version 1, {len(made)} bytes, SHA-256 {digest}\n")
        self.assertTrue(made.startswith(b"supplytwin policy\n"))
        found = json.loads(self.compile("p.bin", "--json").stdout)
        self.assertEqual(
            found,
            {"file": "p.bin", "policy": "transfer-first", "version": 1, "digest": digest, "bytes": len(made)},
        )
        self.assertEqual([p.name for p in self.folder.iterdir()], ["p.bin"])

    def test_comments_do_not_change_the_bytes(self) -> None:
        (self.folder / "copy.yaml").write_text("# another word\n" + POLICY.read_text())
        self.compile("a.bin")
        self.compile("b.bin", file="copy.yaml")
        self.assertEqual((self.folder / "a.bin").read_bytes(), (self.folder / "b.bin").read_bytes())

    def test_an_earlier_one_is_replaced_and_nothing_else(self) -> None:
        self.compile("p.bin", file=ROOT / "models/policies/nightly-batch.yaml")
        self.assertIn("transfer-first", self.compile("p.bin").stdout)
        (self.folder / "copy.yaml").write_text(POLICY.read_text())
        said = self.compile("copy.yaml", file="copy.yaml", code=2).stderr
        self.assertIn("copy.yaml: is there already and is no compiled policy; choose another --out", said)
        self.assertEqual((self.folder / "copy.yaml").read_text(), POLICY.read_text())
        self.compile(str(self.folder), code=2)

    def test_compiled_ones_are_checked_too(self) -> None:
        self.compile("p.bin")
        self.assertIn("p.bin", self.run_it("validate", "p.bin").stdout)
        (self.folder / "cut.bin").write_bytes((self.folder / "p.bin").read_bytes()[:-9])
        self.assertIn("cut.bin: the bytes are not", self.run_it("validate", "cut.bin", code=2).stdout)

    def test_what_is_wrong_leaves_nothing(self) -> None:
        (self.folder / "bad.yaml").write_text(POLICY.read_text().replace("decides: continuous", "decides: sometimes"))
        self.assertIn("bad.yaml:", self.compile("p.bin", file="bad.yaml", code=2).stderr)
        self.assertIn("no such folder", self.compile("none/p.bin", code=2).stderr)
        self.assertIn("--out", self.run_it("policy", "compile", POLICY, code=2).stderr)
        self.assertEqual([p.name for p in self.folder.iterdir()], ["bad.yaml"])


if __name__ == "__main__":
    unittest.main()
