"""The command `supplytwin` from outside. Only the standard library; every test in a folder of its own."""

import json
import os
import pty
import re
import select
import shutil
import signal
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


class Arguments(Case):
    """Exit codes of good and bad arguments; nothing is written for bad ones."""

    def test_help_and_version(self) -> None:
        self.assertIn("run", self.run_it("--help").stdout)
        self.assertRegex(self.run_it("--version").stdout, r"^supplytwin \d+\.\d+\.\d+ \(\S+\)\n$")
        for command in ("run", "resume", "merge", "compare", "validate"):
            self.assertIn("--json", self.run_it(command, "--help").stdout)

    def test_bad_arguments_are_2(self) -> None:
        for arguments in (
            [],
            ["fly"],
            ["run"],
            ["run", SMALL, "--replications", "0"],
            ["run", SMALL, "--replications", "many"],
            ["run", SMALL, "--seed", "-1"],
            ["run", SMALL, "--jobs", "0"],
            ["compare"],
            ["compare", "R", "--by", "colour"],
            ["merge", "A", "B"],
            ["resume", "nowhere"],
            ["validate"],
        ):
            with self.subTest(arguments):
                self.assertNotEqual(self.run_it(*arguments, code=2).stderr, "")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_default_folder_is_named_after_the_scenario(self) -> None:
        self.run_it("run", SMALL, "--replications", 1, "--policies", "nightly-batch", "--quiet")
        self.assertTrue((self.folder / "results" / "small" / "results.h5").is_file())


class Messages(Case):
    """What is said of bad input."""

    def test_unknown_policy(self) -> None:
        said = self.run_it("run", SMALL, "--out", "R", "--policies", "transfer-frist,nightly-batch", code=2).stderr
        self.assertIn(
            "--policies names 'transfer-frist', which does not compete here; did you mean 'transfer-first'?", said
        )
        self.assertFalse((self.folder / "R").exists())

    def test_scenario_that_is_not_there(self) -> None:
        self.assertIn("none.yaml", self.run_it("run", "none.yaml", "--out", "R", code=2).stderr)
        self.assertFalse((self.folder / "R").exists())

    def test_faults_of_a_scenario_are_told_all_at_once(self) -> None:
        text = SMALL.read_text().replace("../models", f"{ROOT}/models")
        text = text.replace("replications: 4", "replications: four").replace("warm_up:", "warm_pu:")
        bad = self.folder / "bad.yaml"
        bad.write_text(text)
        for command in (["run", bad, "--out", "R"], ["validate", bad]):
            done = self.run_it(*command, code=2)
            said = done.stderr if command[0] == "run" else done.stdout
            self.assertIn("did you mean 'warm_up'?", said)
            self.assertRegex(said, r"bad\.yaml:\d+:\d+: ")
            self.assertIn("four", said)
            self.assertIn("^~", said)
        self.assertFalse((self.folder / "R").exists())

    def test_validate(self) -> None:
        policy, network = ROOT / "models/policies/nightly-batch.yaml", ROOT / "models/twelve-hospitals/small"
        said = self.run_it("validate", SMALL, policy, network).stdout
        self.assertEqual(said, f"{SMALL}: ok\n{policy}: ok\n{network}: ok\n")
        found = json.loads(self.run_it("validate", "--json", SMALL, "none.yaml", code=2).stdout)
        self.assertFalse(found["ok"])
        self.assertEqual([f["ok"] for f in found["files"]], [True, False])
        fault = found["files"][1]["faults"][0]
        self.assertEqual(set(fault), {"file", "line", "column", "message", "excerpt"})
        self.assertEqual(fault["file"], "none.yaml")

    def test_another_study_is_refused_and_left_alone(self) -> None:
        self.quick("R", "--seed", 1)
        before = (self.folder / "R/results.h5").read_bytes()
        said = self.run_it(
            "run", SMALL, "--out", "R", "--seed", 2, "--replications", 2, "--policies", TWO, code=2
        ).stderr
        self.assertIn("R: holds another study; choose another --out\n  seed: here 1, now 2\n", said)
        self.assertEqual((self.folder / "R/results.h5").read_bytes(), before)
        again = self.quick("R", "--seed", 1)
        self.assertIn("R: already complete", again.stderr)

    def test_a_folder_that_is_no_study_is_refused(self) -> None:
        (self.folder / "mine").mkdir()
        (self.folder / "mine/notes.txt").write_text("mine")
        said = self.run_it("run", SMALL, "--out", "mine", code=2).stderr
        self.assertIn("mine: is there already and is not a study", said)

    def test_resume_refuses_a_changed_scenario(self) -> None:
        own = self.folder / "own.yaml"
        own.write_text(SMALL.read_text().replace("../models", f"{ROOT}/models"))
        self.run_it("run", own, "--out", "R", "--replications", 2, "--policies", TWO)
        (self.folder / "R/results.h5").unlink()
        own.write_text(own.read_text().replace("warm_up: 4 weeks", "warm_up: 3 weeks"))
        said = self.run_it("resume", "R", code=2).stderr
        self.assertIn("what it was made from has changed since", said)
        self.assertIn("scenario_sha256: here ", said)
        own.unlink()
        self.assertIn("own.yaml is gone; put it back", self.run_it("resume", "R", code=2).stderr)

    def test_baseline_that_is_not_chosen_is_replaced_aloud(self) -> None:
        done = self.run_it(
            "run", SMALL, "--out", "R", "--replications", 1, "--policies", "transfer-first,standard-par", "--json"
        )
        self.assertIn("the baseline nightly-batch is not among the chosen policies", done.stderr)
        self.assertEqual(json.loads(done.stdout)["baseline"], "standard-par")


class Comparison(Case):
    """What `compare` prints."""

    def setUp(self) -> None:
        super().setUp()
        self.done = self.quick("R", replications=3)

    def test_run_ends_with_the_table_of_compare(self) -> None:
        self.assertEqual(self.done.stdout, self.run_it("compare", "R").stdout)
        self.assertEqual(self.done.stdout, self.run_it("compare", "R/results.h5").stdout)
        self.assertIn("nightly-batch *", self.done.stdout)
        self.assertIn("Paired difference from nightly-batch (*)", self.done.stdout)
        self.assertLessEqual(max(map(len, self.done.stdout.splitlines()[2:])), 120)
        self.assertRegex(self.done.stderr, r"million picks in .* s on \d+ threads?: .* million picks a second")

    def test_json_form(self) -> None:
        found = json.loads(self.run_it("compare", "R", "--json").stdout)
        self.assertEqual(list(found), ["baseline", "policies", "paired"])
        self.assertEqual(found["baseline"], "nightly-batch")
        self.assertEqual(list(found["policies"]), ["nightly-batch", "transfer-first"])
        self.assertEqual(list(found["paired"]), ["transfer-first"])
        listed = json.loads(self.run_it("compare", "--list-kpis", "--json").stdout)
        for policy in found["policies"].values():
            self.assertEqual(list(policy), ["kpi"])
            self.assertEqual(set(policy["kpi"]), set(listed))
            for kpi in policy["kpi"].values():
                self.assertEqual(list(kpi), ["mean", "lo", "hi", "unit"])
        for kpi in found["paired"]["transfer-first"].values():
            self.assertEqual(list(kpi), ["diff", "lo", "hi", "correlation"])
        fill = found["policies"]["nightly-batch"]["kpi"]["fill_rate"]
        self.assertTrue(fill["lo"] <= fill["mean"] <= fill["hi"])
        means = [found["policies"][p]["kpi"]["purchases"]["mean"] for p in found["policies"]]
        self.assertAlmostEqual(found["paired"]["transfer-first"]["purchases"]["diff"], means[1] - means[0], places=3)

    def test_kpis_are_chosen_by_name(self) -> None:
        found = json.loads(self.run_it("compare", "R", "--json", "--kpis", "turns,fill_rate").stdout)
        self.assertEqual(list(found["policies"]["nightly-batch"]["kpi"]), ["turns", "fill_rate"])
        said = self.run_it("compare", "R", "--kpis", "fil_rate", code=2).stderr
        self.assertIn("no figure is called 'fil_rate'; did you mean 'fill_rate'?", said)
        said = self.run_it("compare", "R", "--by", "site", "--kpis", "approval_p95", code=2).stderr
        self.assertIn("approval_p95 is known for the whole network only", said)

    def test_parts(self) -> None:
        whole = json.loads(self.run_it("compare", "R", "--json").stdout)["policies"]
        for by, count in (("site", 13), ("category", 9), ("criticality", 3)):
            found = json.loads(self.run_it("compare", "R", "--json", "--by", by).stdout)
            self.assertEqual(found["by"], by)
            self.assertEqual(len(found["parts"]), count)
            for policy in whole:
                parts = [p["policies"][policy]["kpi"]["purchases"]["mean"] for p in found["parts"].values()]
                mean = whole[policy]["kpi"]["purchases"]["mean"]
                self.assertAlmostEqual(sum(parts), mean, delta=1e-6 * mean)
            self.assertIn(next(iter(found["parts"])), self.run_it("compare", "R", "--by", by).stdout)

    def test_list_of_figures(self) -> None:
        lines = self.run_it("compare", "--list-kpis").stdout.splitlines()
        self.assertGreater(len(lines), 60)
        for line in lines:
            self.assertRegex(line, r"^[a-z0-9_]+ +\S+ +\S.*$")

    def test_no_results(self) -> None:
        self.assertIn("no such results file", self.run_it("compare", "nowhere", code=1).stderr)
        (self.folder / "R/results.h5").write_bytes(b"half")
        self.assertIn("damaged or incomplete", self.run_it("compare", "R", code=1).stderr)


class SameResults(Case):
    """How a study is run does not show in its results."""

    def test_jobs_and_order_of_policies(self) -> None:
        self.quick("A", "--jobs", 1, replications=4)
        self.quick("B", "--jobs", 3, replications=4)
        self.run_it("run", SMALL, "--out", "C", "--replications", 4, "--policies", "transfer-first,nightly-batch")
        self.quick("D", "--check", replications=4)
        for other in "BCD":
            self.assert_same("A", other)

    def test_seed_shows(self) -> None:
        self.quick("A", "--seed", 1)
        self.quick("B", "--seed", 2)
        files = [self.folder / name / "results.h5" for name in "AB"]
        found = subprocess.run([COMPARE_RESULTS, *files], capture_output=True, text=True)
        self.assertEqual(found.returncode, 1)
        self.assertIn("attribute /@seed: values differ\n", found.stdout)
        self.assertIn("dataset demanded: values differ\n", found.stdout)
        self.assertNotIn("dataset site:", found.stdout)

    def test_fewer_policies_leave_the_others_as_they_were(self) -> None:
        self.quick("A")
        self.run_it("run", SMALL, "--out", "B", "--replications", 2, "--policies", "nightly-batch")
        both = [json.loads(self.run_it("compare", name, "--json").stdout) for name in "AB"]
        self.assertEqual(*(found["policies"]["nightly-batch"] for found in both))

    def test_half_of_the_shards_deleted(self) -> None:
        self.quick("A", replications=4)
        self.quick("B", replications=4)
        for shard in self.shards("B")[::2]:
            shard.unlink()
        (self.folder / "B/results.h5").unlink()
        self.assertIn("going on after 2 of 4 replications", self.run_it("resume", "B").stderr)
        self.assert_same("A", "B")

    def test_merge_of_two_halves(self) -> None:
        self.quick("A", replications=4)
        for name, kept in (("B", 0), ("C", 1)):
            self.quick(name, replications=4)
            (self.folder / name / "results.h5").unlink()
            for i, shard in enumerate(self.shards(name)):
                if i % 2 != kept:
                    shard.unlink()
        self.assertIn("not complete", self.run_it("compare", "B", code=1).stderr)
        self.assertEqual(self.run_it("merge", "B", code=3).stdout, "B/results.h5: 2 of 4 replications\n")
        self.assertIn("PARTIAL: 2 of 4 replications.", self.run_it("compare", "B", code=3).stdout)
        found = json.loads(self.run_it("merge", "C", "B", "--out", "M", "--json").stdout)
        self.assertEqual(found, {"results": "M/results.h5", "replications": 4, "planned": 4})
        self.assert_same("A", "M")
        self.quick("X", "--seed", 9, replications=4)
        self.assertIn("seed differs", self.run_it("merge", "B", "X", "--out", "N", code=1).stderr)


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
        self.assertIn(f"interrupted; {kept} of 16 replications are kept. Go on with:\n", said)
        self.assertIn(r"  supplytwin resume 'it'\''s here'" + "\n", said)
        self.assertFalse((self.folder / "it's here/results.h5").exists())
        self.run_it("resume", "it's here")
        self.assert_same("A", "it's here")

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


class Terminal(Case):
    """Progress and colours, on a terminal and not."""

    def on_terminal(self, *arguments: object, **environment: str) -> str:
        """Everything shown when standard output and standard error are a terminal of 120 columns."""
        main, side = pty.openpty()
        os.set_inheritable(side, True)
        process = subprocess.Popen(
            [SUPPLYTWIN, *map(str, arguments)],
            cwd=self.folder,
            stdout=side,
            stderr=side,
            env={**os.environ, **environment},
        )
        os.close(side)
        shown = b""
        while select.select([main], [], [], 60)[0]:
            try:
                part = os.read(main, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        os.close(main)
        self.assertEqual(process.wait(timeout=60), 0)
        return shown.decode()

    def test_progress_on_a_terminal_only(self) -> None:
        arguments = ["run", SMALL, "--policies", TWO, "--replications", 8, "--jobs", 1]
        shown = self.on_terminal(*arguments, "--out", "A")
        self.assertRegex(shown, r"\r\x1b\[K +\d+\.\d %")
        quiet = self.on_terminal(*arguments, "--out", "B", "--quiet")
        self.assertNotIn("\r\x1b[K", quiet)
        self.assertNotIn("picks a second", quiet)
        piped = self.run_it(*arguments, "--out", "C")
        self.assertNotIn("\r", piped.stderr)
        self.assertNotIn("%", piped.stderr)

    def test_colours_heed_no_color(self) -> None:
        self.quick("R", replications=3)
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        os.environ.pop("NO_COLOR", None)
        coloured = self.on_terminal("compare", "R")
        self.assertIn("\x1b[32m", coloured)
        plain = self.on_terminal("compare", "R", NO_COLOR="1")
        self.assertNotIn("\x1b[", plain)
        self.assertEqual(re.sub(r" +\r\n", "\r\n", re.sub(r"\x1b\[\d*m", "", coloured)), plain)
        self.assertNotIn("\x1b", self.run_it("compare", "R", env=environment).stdout)


if __name__ == "__main__":
    unittest.main()
