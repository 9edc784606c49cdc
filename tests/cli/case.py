"""Running the command `supplytwin` from outside, every test in a folder of its own. Only the standard library."""

import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "scenarios" / "small.yaml"
SUPPLYTWIN = os.environ["SUPPLYTWIN"]
COMPARE_RESULTS = os.environ["COMPARE_RESULTS"]
TWO = "nightly-batch,transfer-first"


class Case(unittest.TestCase):
    """Runs the command in a scratch folder."""

    maxDiff = None

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="supplytwin-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def run_it(
        self, *arguments: object, code: int = 0, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess:
        """Runs to the end and expects an exit code."""
        done = subprocess.run(
            [SUPPLYTWIN, *map(str, arguments)], cwd=self.folder, env=env, capture_output=True, text=True, timeout=200
        )
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def quick(self, out: str, *more: object, replications: int = 2) -> subprocess.CompletedProcess:
        """The small scenario with two policies."""
        return self.run_it("run", SMALL, "--out", out, "--replications", replications, "--policies", TWO, *more)

    def start(self, *arguments: object) -> subprocess.Popen:
        """Starts and does not wait."""
        return subprocess.Popen(
            [SUPPLYTWIN, *map(str, arguments)],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def shards(self, study: str) -> list[Path]:
        return sorted((self.folder / study / "shards").glob("*.h5"))

    def wait_for_shards(self, study: str, number: int, process: subprocess.Popen) -> None:
        end = time.monotonic() + 60
        while len(self.shards(study)) < number:
            self.assertIsNone(process.poll(), "it ended before it could be interrupted")
            self.assertLess(time.monotonic(), end, "no shards appear")
            time.sleep(0.002)

    def assert_same(self, a: str, b: str) -> None:
        """Equal data set by data set, and byte by byte."""
        files = [self.folder / name / "results.h5" for name in (a, b)]
        found = subprocess.run([COMPARE_RESULTS, *files], capture_output=True, text=True)
        self.assertEqual((found.returncode, found.stdout), (0, ""), found.stderr)
        self.assertEqual(files[0].read_bytes(), files[1].read_bytes())
