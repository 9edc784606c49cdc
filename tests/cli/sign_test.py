"""`supplytwin policy keygen`, `sign` and `verify`: signatures of policies, and what they refuse."""

import json
import subprocess
import unittest

from case import ROOT, Case

POLICIES = ROOT / "models" / "policies"
OTHERS = "does not hold: the holder of this key did not sign these bytes"


class Sign(Case):
    """`supplytwin policy keygen`, `sign` and `verify`: signatures of policies, and what they refuse."""

    def setUp(self) -> None:
        super().setUp()
        self.run_it("policy", "compile", POLICIES / "transfer-first.yaml", "--out", "p.bin")
        self.keygen("us")

    def keygen(self, name: str, code: int = 0) -> subprocess.CompletedProcess:
        return self.run_it("policy", "keygen", "--key", f"{name}.key", "--public-key", f"{name}.pub", code=code)

    def sign(self, key: str = "us.key", bundle: str = "p.bin", code: int = 0) -> subprocess.CompletedProcess:
        return self.run_it("policy", "sign", bundle, "--key", key, "--out", "p.sig", code=code)

    def verify(self, key: str = "us.pub", bundle: str = "p.bin", code: int = 0) -> subprocess.CompletedProcess:
        return self.run_it("policy", "verify", bundle, "p.sig", "--public-key", key, code=code)

    def test_what_was_signed_holds_and_nothing_else_does(self) -> None:
        self.assertIn("p.sig: signature of transfer-first version ", self.sign().stdout)
        self.assertEqual((self.folder / "p.sig").stat().st_size, 64)
        self.assertIn("p.sig: holds for transfer-first version ", self.verify().stdout)
        self.keygen("others")
        self.assertIn(OTHERS, self.verify("others.pub", code=1).stdout)
        self.run_it("policy", "compile", POLICIES / "standard-par.yaml", "--out", "other.bin")
        self.assertIn(OTHERS, self.verify(bundle="other.bin", code=1).stdout)
        found = json.loads(
            self.run_it("policy", "verify", "p.bin", "p.sig", "--public-key", "others.pub", "--json", code=1).stdout
        )
        self.assertEqual((found["holds"], found["policy"]), (False, "transfer-first"))
        signature = bytearray((self.folder / "p.sig").read_bytes())
        signature[10] ^= 1
        (self.folder / "p.sig").write_bytes(signature)
        self.assertIn(OTHERS, self.verify(code=1).stdout)

    def test_a_secret_is_its_owners_alone_and_never_overwritten(self) -> None:
        self.assertEqual((self.folder / "us.key").stat().st_mode & 0o777, 0o600)
        self.assertEqual((self.folder / "us.pub").stat().st_mode & 0o777, 0o644)
        before = (self.folder / "us.key").read_bytes()
        self.assertIn("us.key: is there already, and a key is never overwritten", self.keygen("us", code=1).stderr)
        self.assertEqual((self.folder / "us.key").read_bytes(), before)
        said = self.run_it("policy", "keygen", "--key", "new.key", "--public-key", "us.pub", code=1).stderr
        self.assertIn("us.pub: is there already", said)
        self.assertFalse((self.folder / "new.key").exists())
        self.sign()
        self.assertIn("p.sig: is there already", self.sign(code=1).stderr)

    def test_openssl_agrees(self) -> None:
        self.sign()
        openssl = ["openssl", "pkeyutl", "-rawin", "-in", "p.bin"]
        said = subprocess.run(
            [*openssl, "-verify", "-pubin", "-inkey", "us.pub", "-sigfile", "p.sig"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        self.assertIn("Signature Verified Successfully", said)
        subprocess.run([*openssl, "-sign", "-inkey", "us.key", "-out", "theirs.sig"], cwd=self.folder, check=True)
        self.assertEqual((self.folder / "theirs.sig").read_bytes(), (self.folder / "p.sig").read_bytes())

    def test_what_is_no_key_no_signature_or_no_compiled_policy_is_refused(self) -> None:
        self.sign()
        self.assertIn("us.pub: expected an Ed25519 key in PEM", self.run_sign("us.pub"))
        text = (self.folder / "us.key").read_text()
        (self.folder / "cut.key").write_text(text.replace("MC4CAQ", "MC4C"))
        self.assertIn("cut.key: this PEM holds no Ed25519 key", self.run_sign("cut.key"))
        self.assertIn("none.key: no such file", self.run_sign("none.key"))
        yaml = str(POLICIES / "transfer-first.yaml")
        self.assertIn("is no compiled policy", self.verify(bundle=yaml, code=2).stderr)
        (self.folder / "p.sig").write_bytes(b"short")
        self.assertIn("p.sig: expected the 64 bytes of a signature, found 5", self.verify(code=2).stderr)

    def run_sign(self, key: str) -> str:
        return self.run_it("policy", "sign", "p.bin", "--key", key, "--out", "x.sig", code=2).stderr


if __name__ == "__main__":
    unittest.main()
