"""`supplytwin shadow --public-key`: a host that lets nothing decide but what the holder of a key signed."""

import json
import subprocess
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from shadow_case import OTHER, POLICY, TOKEN, ShadowCase

UNSIGNED, WRONG = "is not signed", "the signature does not hold"


class Signature(ShadowCase):
    def setUp(self) -> None:
        super().setUp()
        for name in ("us", "others"):
            self.run_it("policy", "keygen", "--key", f"{name}.key", "--public-key", f"{name}.pub")
        for name, policy in (("first", POLICY), ("second", OTHER)):
            self.compile(name, policy)
        self.run_it("policy", "sign", "second.bin", "--key", "others.key", "--out", "theirs.sig")
        (self.folder / "events.jsonl").write_bytes(b"".join(event + b"\n" for event in self.events[:300]))

    def compile(self, name: str, policy: Path) -> None:
        self.run_it("policy", "compile", policy, "--out", f"{name}.bin")
        self.run_it("policy", "sign", f"{name}.bin", "--key", "us.key", "--out", f"{name}.sig")

    def start_arguments(self, *more: object) -> list[object]:
        return ["--state", "S.db", "--from", "events.jsonl", "--public-key", "us.pub", *more]

    def in_force(self) -> str:
        shown = self.shadow("--state", "S.db", "--from", "events.jsonl", "--public-key", "us.pub", "--json")
        return json.loads(shown.stdout)["policy"]

    def test_a_start_takes_what_was_signed_and_nothing_else(self) -> None:
        first = ("--policy", "first.bin")
        for more, told in (
            (first, UNSIGNED),
            ((*first, "--signature", "second.sig"), WRONG),
            (("--policy", "second.bin", "--signature", "theirs.sig"), WRONG),
            (("--policy", POLICY, "--signature", "first.sig"), WRONG),  # not the bytes that were signed
        ):
            with self.subTest(more):
                self.assertIn(told, self.shadow(*self.start_arguments(*more), code=2).stderr)
        self.shadow(*self.start_arguments(*first, "--signature", "first.sig"))
        self.assertEqual(self.in_force(), "transfer-first")  # the state has the signature
        others = ["--state", "S.db", "--from", "events.jsonl", "--public-key", "others.pub"]
        self.assertIn(WRONG, self.shadow(*others, code=2).stderr)

    def test_a_state_that_began_unsigned_is_refused_until_its_policy_is_signed(self) -> None:
        self.shadow("--state", "S.db", "--from", "events.jsonl", "--policy", "first.bin")
        self.assertIn(UNSIGNED, self.shadow(*self.start_arguments(), code=2).stderr)
        self.shadow(*self.start_arguments("--policy", "first.bin", "--signature", "first.sig"))
        self.shadow(*self.start_arguments())

    def test_the_key_is_dropped_on_purpose_alone(self) -> None:
        self.shadow(*self.start_arguments("--policy", "first.bin", "--signature", "first.sig"))
        keyless = ["--state", "S.db", "--from", "events.jsonl"]
        said = self.shadow(*keyless, code=2).stderr
        self.assertIn("give the key again with --public-key, or say --unsigned", said)
        self.assertIn(UNSIGNED, self.shadow("swap", "S.db", "second.bin", code=2).stderr)  # still asked for
        self.assertIn("say one of them", self.shadow(*self.start_arguments("--unsigned"), code=2).stderr)
        self.shadow(*keyless, "--unsigned")
        self.shadow(*keyless)
        self.shadow("swap", "S.db", "second.bin")
        self.shadow(*keyless, "--unsigned")

    def test_a_swap_at_rest_must_be_signed_as_well(self) -> None:
        self.shadow(*self.start_arguments("--policy", "first.bin", "--signature", "first.sig"))
        self.assertIn(UNSIGNED, self.shadow("swap", "S.db", "second.bin", code=2).stderr)
        self.assertIn(WRONG, self.shadow("swap", "S.db", "second.bin", "--signature", "theirs.sig", code=2).stderr)
        self.assertEqual(self.in_force(), "transfer-first")
        self.shadow("swap", "S.db", "second.bin", "--signature", "second.sig")
        self.assertEqual(self.in_force(), "standard-par")

    def test_a_swap_over_http_must_be_signed_as_well(self) -> None:
        broker, client = self.broker_with()
        client.publish_all("events.all", self.events[:300])
        token = self.token()
        start = ["--state", "S.db", "--from", broker.url, "--stream", "S", "--public-key", "us.pub"]
        signed = ["--policy", "first.bin", "--signature", "first.sig", "--token-file", token]
        process, url = self.listening(*start, *signed)

        def swap(*more: object, code: int = 0) -> subprocess.CompletedProcess:
            return self.shadow("swap", url, "second.bin", "--token-file", token, *more, code=code)

        def decides(name: str) -> bool:
            return f'supplytwin_policy_info{{name="{name}"' in self.get(f"{url}/metrics")[1]

        self.assertIn(UNSIGNED, swap(code=2).stderr)
        self.assertIn(WRONG, swap("--signature", "theirs.sig", code=2).stderr)
        second = (self.folder / "second.bin").read_bytes()
        self.assertEqual(self.post(f"{url}/swap", TOKEN, second)[0], 403)
        self.assertEqual(self.post(f"{url}/swap", TOKEN, b"no policy at all")[0], 403)  # not even read
        self.assertEqual(self.post_signed(f"{url}/swap", second, "00")[0], 409)
        self.assertEqual(self.post_signed(f"{url}/swap", second, "00" * 64)[0], 403)
        self.assertTrue(decides("transfer-first"))
        swap("--signature", "second.sig")
        self.assertTrue(decides("standard-par"))
        process.kill()
        process.wait()
        process, url = self.listening(*start)  # its signature is in the state
        self.wait_until(lambda: decides("standard-par"), process)

    def post_signed(self, url: str, body: bytes, signature: str) -> tuple[int, str]:
        headers = {"Authorization": f"Bearer {TOKEN}", "Policy-Signature": signature}
        request = urllib.request.Request(url, data=body, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=40) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode()

    def test_a_signature_without_a_key_is_refused(self) -> None:
        (self.folder / "e.jsonl").write_bytes(b"".join(event + b"\n" for event in self.events[:100]))
        start = ("--state", "N.db", "--from", "e.jsonl", "--policy", POLICY)
        (self.folder / "any.sig").write_bytes(b"s" * 64)
        said = self.shadow(*start, "--signature", "any.sig", code=2).stderr
        self.assertIn("--signature is held against a --public-key, which is missing", said)
        self.shadow(*start, "--retention", "400 days")
        said = self.shadow("swap", "N.db", POLICY, "--signature", "any.sig", code=2).stderr
        self.assertIn("--signature is held against a --public-key, which is missing", said)


if __name__ == "__main__":
    unittest.main()
