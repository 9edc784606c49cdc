"""Golden needs decided by the simulator's own path and through the C library; `--update` renews what they decide."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
POLICIES = ROOT / "models" / "policies"
GOLDEN = HERE / "decisions.jsonl"
BUILD = ROOT / os.environ.get("BUILD", "build/release")


def run(*command: object) -> list[str]:
    """The lines that a program prints."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=100, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stderr}")
    return done.stdout.splitlines()


def by_simulator() -> list[str]:
    return run(BUILD / "tests/golden/golden_by_simulator", GOLDEN, POLICIES)


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


class Golden(unittest.TestCase):
    """Golden needs decided by the simulator's own path and through the C library."""

    maxDiff = None

    def setUp(self) -> None:
        self.cases = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()[1:]]

    def hold(self, decided: list[str]) -> None:
        self.assertEqual(len(decided), len(self.cases))
        for number, (case, line) in enumerate(zip(self.cases, decided, strict=True)):
            self.assertEqual(line, compact(case["decision"]), f"line {number + 2}, {case['policy']}")

    def test_the_simulator_decides_so(self) -> None:
        self.hold(by_simulator())

    def test_the_library_decides_so(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for policy in {case["policy"] for case in self.cases}:
                run(
                    BUILD / "supplytwin",
                    "policy",
                    "compile",
                    POLICIES / f"{policy}.yaml",
                    "--out",
                    Path(folder) / f"{policy}.policy",
                )
            self.hold(run(BUILD / "tests/golden/golden_by_library", GOLDEN, folder))

    def test_the_cases_reach_what_they_should(self) -> None:
        self.assertGreaterEqual(len(self.cases), 300)
        actions = Counter(case["decision"]["action"] for case in self.cases)
        for action in ("no_action", "transfer.request", "requisition.create", "requisition.expedite",
                       "substitution.propose", "hold_for_review"):  # fmt: skip
            self.assertGreaterEqual(actions[action], 3, action)
        reasons = {r for case in self.cases for r in case["decision"]["reasons"]}
        reasons |= {r for case in self.cases for _, r, _ in case["decision"]["rejected"]}
        self.assertGreaterEqual(len(reasons), 11, reasons)
        for policy in POLICIES.glob("*.yaml"):
            rules = {case["decision"]["rule"] for case in self.cases if case["policy"] == policy.stem}
            self.assertGreaterEqual(len(rules - {None}), 2, policy.stem)


def update() -> None:
    """Puts what the simulator's path decides into the file."""
    opening, *lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    for case, line in zip(cases, by_simulator(), strict=True):
        case["decision"] = json.loads(line)
    GOLDEN.write_text("\n".join([opening, *map(compact, cases)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    else:
        unittest.main()
