"""Ctrl-C and kill -9."""

import json
import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from case import SMALL, SUPPLYTWIN, TWO, Case


class Interruption(Case):
    """Ctrl-C and kill -9."""

    def test_ctrl_c_keeps_whole_shards_and_prints_how_to_go_on(self) -> None:
        arguments = ["run", SMALL, "--policies", TWO, "--replications", 16, "--jobs", 1]
        self.run_it(*arguments, "--out", "A")
        process = self.start(*arguments, "--out", "it's here")
        self.wait_for_shards("it's here", 2, process)
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        out, said = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - asked, 10)
        self.assertEqual(process.returncode, 130, said)
        self.assertEqual(out, "")
        kept = len(self.shards("it's here"))
        self.assertIn(f"interrupted; {kept} of 16 replications kept. Go on with:\n", said)
        self.assertIn(r"  supplytwin resume 'it'\''s here'" + "\n", said)
        self.assertFalse((self.folder / "it's here/results.h5").exists())
        self.run_it("resume", "it's here")
        self.assert_same("A", "it's here")

    def test_the_printed_command_goes_on_as_pasted(self) -> None:
        arguments = ["run", SMALL, "--policies", TWO, "--replications", 16, "--jobs", 1, "--json"]
        self.run_it(*arguments, "--out", "A")
        for folder in ("with space & $HOME", "-dash"):
            process = self.start(*arguments, f"--out={folder}")
            self.wait_for_shards(folder, 2, process)
            process.send_signal(signal.SIGINT)
            out, said = process.communicate(timeout=60)
            error = json.loads(out)["error"]
            self.assertEqual((process.returncode, error["code"]), (130, 130), said)
            self.assertIn(error["message"], said)
            pasted = said.splitlines()[-1]
            env = {**os.environ, "PATH": f"{Path(SUPPLYTWIN).parent}:{os.environ['PATH']}"}
            done = subprocess.run(pasted, shell=True, cwd=self.folder, env=env, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{pasted}\n{done.stderr}")
            self.assert_same("A", folder)

    def test_kill_9_then_resume_is_equal(self) -> None:
        arguments = ["run", SMALL, "--policies", TWO, "--replications", 14, "--jobs", 2]
        self.run_it(*arguments, "--out", "A")
        process = self.start(*arguments, "--out", "B")
        for number in (1, 4, 8):
            self.wait_for_shards("B", number, process)
            process.kill()
            process.communicate()
            self.assertGreater(14, len(self.shards("B")))
            process = self.start("resume", "B")
        _, said = process.communicate(timeout=200)
        self.assertEqual(process.returncode, 0, said)
        self.assert_same("A", "B")
        self.assertEqual(list((self.folder / "B").rglob("*.partial")), [])

    def test_two_at_once_on_one_study(self) -> None:
        arguments = ["run", SMALL, "--policies", TWO, "--replications", 16, "--jobs", 1, "--out", "R"]
        process = self.start(*arguments)
        self.wait_for_shards("R", 1, process)
        said = self.run_it("resume", "R", code=2).stderr
        self.assertIn("R: another process is writing this study", said)
        process.kill()
        process.communicate()


if __name__ == "__main__":
    unittest.main()
