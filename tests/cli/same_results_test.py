"""How a study is run does not show in its results."""

import json
import subprocess
import unittest

from case import COMPARE_RESULTS, SMALL, Case


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

    def test_parts_made_apart_join_to_the_same_results(self) -> None:
        self.quick("A", replications=5)
        done = self.quick("B", "--part", "1/2", replications=5)
        self.assertIn("B: part 1/2 is done, 3 of 5 replications. When the other parts are done, join", done.stdout)
        self.assertIn("  supplytwin merge B <folders of the other parts> --out <folder>\n", done.stdout)
        found = json.loads(self.quick("C", "--part", "2/2", "--json", replications=5).stdout)
        self.assertEqual(found, {"folder": "C", "part": "2/2", "replications": 2, "planned": 5})
        said = self.run_it("compare", "C", code=3).stderr
        self.assertIn("C: part 2/2 of a study, and done. Join it with the other parts", said)
        self.shards("B")[1].unlink()
        self.assertIn("part 1/2 is done, 3 of 5", self.run_it("resume", "B").stdout)
        self.assertEqual([shard.stem for shard in self.shards("B")], ["000000", "000002", "000004"])
        self.run_it("merge", "B", "C", "--out", "M")
        self.assert_same("A", "M")

    def test_parts_that_overlap_join_too(self) -> None:
        self.quick("A")
        self.quick("B")
        self.run_it("merge", "A", "B", "--out", "M")
        self.assert_same("A", "M")

    def test_merge_of_two_halves(self) -> None:
        self.quick("A", replications=4)
        for name, kept in (("B", 0), ("C", 1)):
            self.quick(name, replications=4)
            (self.folder / name / "results.h5").unlink()
            for i, shard in enumerate(self.shards(name)):
                if i % 2 != kept:
                    shard.unlink()
        said = self.run_it("compare", "B", code=3).stderr
        self.assertIn("B: not complete; `supplytwin resume B` finishes it, `supplytwin merge B` joins", said)
        self.assertEqual(self.run_it("merge", "B", code=3).stdout, "B/results.h5: 2 of 4 replications\n")
        self.assertIn("PARTIAL: 2 of 4 replications.", self.run_it("compare", "B", code=3).stdout)
        found = json.loads(self.run_it("merge", "C", "B", "--out", "M", "--json").stdout)
        self.assertEqual(found, {"results": "M/results.h5", "replications": 4, "planned": 4})
        self.assert_same("A", "M")
        self.quick("X", "--seed", 9, replications=4)
        self.assertIn("seed differs", self.run_it("merge", "B", "X", "--out", "N", code=2).stderr)
        self.shards("B")[0].unlink()
        said = self.run_it("merge", "B", code=2).stderr
        self.assertIn("B/results.h5: holds 2 replications, 1 of them in no shard here", said)
        self.run_it("compare", "B", code=3)


if __name__ == "__main__":
    unittest.main()
