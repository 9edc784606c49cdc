"""What is not overwritten, thrown away or led out of its folder."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import unittest
from pathlib import Path

from case import ROOT, SMALL, SUPPLYTWIN, TWO, Case

NOBODY = 65534


class Refusals(Case):
    """What is not overwritten, thrown away or led out of its folder."""

    def digests(self) -> dict[Path, str]:
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.folder.rglob("*.h5")}

    def as_nobody(self, *arguments: str) -> subprocess.CompletedProcess:
        """Runs as somebody whom permissions bind, who owns the scratch folder."""
        user: int | None = None
        groups: list[int] | None = None
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            user, groups = NOBODY, []
        try:
            return subprocess.run(
                [SUPPLYTWIN, *arguments],
                cwd=self.folder,
                capture_output=True,
                text=True,
                timeout=200,
                user=user,
                group=user,
                extra_groups=groups,
            )
        except PermissionError:
            self.skipTest("the program stands where user nobody may not go")

    def test_compare_of_what_holds_no_results(self) -> None:
        here = self.folder
        self.quick("R")
        whole = (here / "R/results.h5").read_bytes()
        (here / "notes.txt").write_text("shopping list\n")
        (here / "empty.h5").write_bytes(b"")
        (here / "foreign.h5").write_bytes(whole[:8] + bytes(5000))
        (here / "torn.h5").write_bytes(whole[:-100])
        (here / "folder").mkdir()
        expected = {
            "notes.txt": "not a results file: it is not in HDF5; expected is the folder of a study or its results.h5",
            "empty.h5": "not a results file: it is empty; expected is ",
            "foreign.h5": "not a results file: it is HDF5 that another program wrote; expected is ",
            "torn.h5": "damaged or incomplete: it does not end with its seal; delete it and `supplytwin resume`",
            "folder": "a folder without a study in it (no study.txt, no results.h5); expected is ",
            "nowhere": "no such file; expected is ",
            "n" * 300: "cannot be read: File name too long",
        }
        for name, words in expected.items():
            with self.subTest(name):
                said = self.run_it("compare", name, code=2).stderr
                self.assertTrue(said.startswith(f"supplytwin: {name}: {words}"), said)
                self.assertEqual(said.count("\n"), 1)
                error = json.loads(self.run_it("compare", name, "--json", code=2).stdout)["error"]
                self.assertEqual(error, {"code": 2, "message": said.removeprefix("supplytwin: ").rstrip("\n")})

    def test_what_the_system_does_not_let_be_read_is_2_with_its_reason(self) -> None:
        (self.folder / "loop").symlink_to("loop")
        (self.folder / "loop.yaml").symlink_to("loop.yaml")
        reason = "cannot be read: Too many levels of symbolic links; see to its path and its permissions"
        for arguments, name in (
            (["resume", "loop"], "loop/study.txt"),
            (["merge", "loop"], "loop/study.txt"),
            (["run", SMALL, "--out", "loop/x"], "loop/x"),
            (["run", "loop.yaml"], "loop.yaml"),
            (["validate", "loop.yaml"], "loop.yaml"),
        ):
            with self.subTest(arguments):
                done = self.run_it(*arguments, code=2)
                self.assertIn(f"{name}: {reason}", done.stdout + done.stderr)
        for command in ("resume", "merge", "validate", "run"):
            done = self.run_it(command, "n" * 300, code=2)
            self.assertIn("cannot be read: File name too long", done.stdout + done.stderr)
        self.run_it("run", SMALL, "--out", "n" * 300, code=2)

    def test_validate_reads_no_pipe_and_no_giant(self) -> None:
        os.mkfifo(self.folder / "pipe")
        (self.folder / "sparse.yaml").touch()
        os.truncate(self.folder / "sparse.yaml", 6 << 30)
        for command in ("validate", "run"):
            for name, words in {
                "pipe": "a pipe or a device; expected a file",
                "/dev/zero": "a pipe or a device; expected a file",
                "sparse.yaml": "more than 4 MiB; this is no file of this kind",
            }.items():
                with self.subTest(command=command, name=name):
                    done = self.run_it(command, name, code=2)
                    self.assertIn(f"{name}: {words}", done.stdout + done.stderr)

    def test_shards_without_permission_are_2(self) -> None:
        self.quick("R")
        (self.folder / "R/results.h5").unlink()
        (self.folder / "R/shards").chmod(0)
        self.addCleanup((self.folder / "R/shards").chmod, 0o755)
        done = self.as_nobody("resume", "R")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("R/shards: cannot be read: Permission denied; see to its permissions", done.stderr)

    def test_missing_inputs_are_2_everywhere(self) -> None:
        for command in ("run", "resume", "merge", "compare", "validate"):
            self.run_it(command, "nowhere", code=2)

    def test_shard_without_permission_is_not_made_again(self) -> None:
        self.quick("R")
        (self.folder / "R/results.h5").unlink()
        shard = self.shards("R")[1]
        before = shard.stat()
        shard.chmod(0)
        done = self.as_nobody("resume", "R")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(f"{Path('R/shards') / shard.name}: cannot be read: Permission denied; see to it", done.stderr)
        after = shard.stat()
        self.assertEqual(
            (after.st_ino, after.st_size, stat.S_IMODE(after.st_mode)), (before.st_ino, before.st_size, 0)
        )

    def test_shard_of_another_study_stops_the_resume(self) -> None:
        self.quick("A", "--seed", 1)
        self.quick("B", "--seed", 2)
        (self.folder / "A/results.h5").unlink()
        foreign = self.shards("B")[0].read_bytes()
        self.shards("A")[0].write_bytes(foreign)
        said = self.run_it("resume", "A", code=2).stderr
        self.assertIn("A/shards/000000.h5: comes from another study: seed differs; it is left as it is", said)
        self.assertEqual(self.shards("A")[0].read_bytes(), foreign)

    def test_torn_shard_is_made_again_aloud(self) -> None:
        self.quick("A")
        shutil.copytree(self.folder / "A", self.folder / "B")
        (self.folder / "B/results.h5").unlink()
        os.truncate(self.shards("B")[0], 5000)
        said = self.run_it("resume", "B").stderr
        self.assertIn("discarded a shard, to be made again: B/shards/000000.h5: damaged or incomplete", said)
        self.assert_same("A", "B")

    def test_merge_overwrites_nothing_foreign(self) -> None:
        self.quick("A", "--seed", 1)
        self.quick("B", "--seed", 2)
        mine = self.folder / "mine"
        mine.mkdir()
        (mine / "raw.h5").write_text("measured")
        shutil.copy(self.folder / "B/results.h5", mine / "b.h5")
        before = self.digests()
        for out, words in {
            "mine": "mine: is there already and is not a study; choose another folder",
            "mine/raw.h5": "mine/raw.h5: is there already and holds no results of this study; choose another folder",
            "mine/b.h5": "mine/b.h5: comes from another study: seed differs",
            "B": "B: is a study that is not among those to be joined; choose another folder",
            "B/results.h5": "B: is a study that is not among those to be joined; choose another folder",
            "A/shards/all.h5": "A/shards: keeps the shards of a study; choose another folder",
        }.items():
            with self.subTest(out):
                self.assertIn(words, self.run_it("merge", "A", "--out", out, code=2).stderr)
        self.assertEqual(self.digests(), before)
        self.assertEqual(sorted(path.name for path in mine.iterdir()), ["b.h5", "raw.h5"])
        for _ in range(2):
            self.run_it("merge", "A", "--out", "mine/a.h5")
            self.run_it("merge", "A", "--out", "new/folder")

    def test_name_of_a_scenario_leads_nowhere_else(self) -> None:
        text = SMALL.read_text().replace("../models", f"{ROOT}/models")
        own = self.folder / "own.yaml"
        for name in ("../up", "a/b", str(self.folder / "x"), "..", ".hidden", "", "bell\\a", "two\\nlines"):
            with self.subTest(name):
                own.write_text(text.replace("scenario: small", f'scenario: "{name}"'))
                said = self.run_it("run", own, "--replications", 1, "--policies", TWO, code=2).stderr
                self.assertIn("own.yaml", said)
                self.assertEqual([path.name for path in self.folder.iterdir()], ["own.yaml"])

    def test_a_complete_study_is_read_where_nothing_can_be_written(self) -> None:
        self.quick("R")
        for path in (self.folder / "R", self.folder / "R/shards"):
            path.chmod(0o555)
            self.addCleanup(path.chmod, 0o755)
        (self.folder / "R/lock").chmod(0o444)
        done = self.as_nobody("resume", "R")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("R: already complete", done.stderr)
        self.assertIn("nightly-batch *", done.stdout)

    def test_snapshot_where_nothing_can_be_written_is_2_at_once(self) -> None:
        (self.folder / "closed").mkdir(mode=0o555)
        done = self.as_nobody("snapshot", str(SMALL), "--at", "2025-02-04", "--out", "closed/x.h5")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("closed: nothing can be written there: Permission denied; choose another --out", done.stderr)

    def test_an_empty_description_of_a_study_is_called_so(self) -> None:
        self.quick("R")
        (self.folder / "R/study.txt").write_text("")
        for command in ("resume", "compare"):
            (self.folder / "R/results.h5").unlink(missing_ok=True)
            said = self.run_it(command, "R", code=2).stderr
            self.assertIn("R/study.txt: is empty, so nothing says which study is here; put it back", said)


if __name__ == "__main__":
    unittest.main()
