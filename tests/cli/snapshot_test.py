"""A snapshot in a file, and what goes on from it."""

import subprocess
import unittest

from case import COMPARE_RESULTS, ROOT, SMALL, Case

POLICIES = ("criticality-tiered", "forecast-led", "nightly-batch", "standard-par", "transfer-first")
AT = "2025-02-04 06:00"


class Snapshots(Case):
    """A snapshot in a file, and what goes on from it."""

    def take(self, out: str = "tuesday.h5", *more: object) -> None:
        self.run_it("snapshot", SMALL, "--at", AT, "--out", out, *more)

    def differences(self, a: str, b: str) -> list[str]:
        files = [self.folder / name / "shards/000000.h5" for name in (a, b)]
        return subprocess.run([COMPARE_RESULTS, *files], capture_output=True, text=True).stdout.splitlines()

    def scenario(self, name: str, old: str, new: str) -> str:
        text = SMALL.read_text()
        self.assertEqual(text.count(old), 1)
        text = text.replace(old, new).replace("../models/", f"{ROOT}/models/")
        (self.folder / name).write_text(text)
        return name

    def refused(self, words: str, *arguments: object) -> None:
        said = self.run_it(*arguments, code=2).stderr
        self.assertIn(words, said)
        self.assertFalse((self.folder / "R").exists())

    def test_going_on_equals_the_straight_run_under_every_policy(self) -> None:
        for policy in POLICIES:
            with self.subTest(policy):
                self.take(f"{policy}.h5", "--policy", policy)
                one = ("run", SMALL, "--replications", 1, "--policies", policy, "--check")
                self.run_it(*one, "--out", f"straight-{policy}")
                self.run_it(*one, "--out", f"on-{policy}", "--from", f"{policy}.h5")
                found = self.differences(f"straight-{policy}", f"on-{policy}")
                self.assertEqual(found, ["attribute /@snapshot_sha256: values differ"])

    def test_an_instant_at_which_many_things_happen(self) -> None:
        # Midnight: a day ends, and the record starts with the first of them.
        for at in ("2025-01-06", "2025-01-27", "2025-03-03", "2024-12-09"):
            with self.subTest(at):
                self.run_it("snapshot", SMALL, "--at", at, "--out", f"{at}.h5")
                one = ("run", SMALL, "--replications", 1, "--policies", "nightly-batch")
                self.run_it(*one, "--out", f"on-{at}", "--from", f"{at}.h5")
                self.run_it(*one, "--out", f"straight-{at}")
                found = self.differences(f"straight-{at}", f"on-{at}")
                self.assertEqual(found, ["attribute /@snapshot_sha256: values differ"])

    def test_a_replication_beyond_the_scenario_is_drawn_and_told(self) -> None:
        note = "replication 5 is beyond the 4 of the scenario, which count from 0 to 3; it is drawn all the same"
        self.assertIn(note, self.run_it("snapshot", SMALL, "--at", AT, "--out", "5.h5", "--replication", 5).stderr)
        self.assertEqual(self.run_it("snapshot", SMALL, "--at", AT, "--out", "3.h5", "--replication", 3).stderr, "")
        # The world is the one that a longer run has.
        one = ("run", SMALL, "--replications", 6, "--policies", "nightly-batch")
        self.run_it(*one, "--out", "straight")
        self.run_it(*one, "--out", "on", "--from", "5.h5")
        shards = [self.folder / name / "shards/000005.h5" for name in ("straight", "on")]
        found = subprocess.run([COMPARE_RESULTS, *shards], capture_output=True, text=True).stdout.splitlines()
        self.assertEqual(found, ["attribute /@snapshot_sha256: values differ"])

    def test_what_if_differs_only_later(self) -> None:
        self.take()
        longer = self.scenario(
            "longer.yaml", "start: 2025-02-08 02:00, length: 9 h", "start: 2025-02-08 02:00, length: 5 d"
        )
        one = ("--replications", 1, "--policies", "nightly-batch", "--from", "tuesday.h5")
        self.run_it("run", longer, *one, "--out", "longer", "--check")
        self.run_it("run", SMALL, *one, "--out", "short")
        found = self.differences("longer", "short")
        self.assertIn("dataset purchase_orders: values differ", found)
        self.assertIn("All go on from one snapshot (sha256 ", self.run_it("compare", "short").stdout)
        self.assertNotIn("attribute /@snapshot_sha256: values differ", found)

    def test_a_demand_surge_that_comes_later_is_planned_for(self) -> None:
        """A shelf already waits for the pick that empties it when demand rises; it must wait for an earlier one."""
        self.take()
        surge = "  - demand_surge: {{ location: H01, start: 2025-02-05, length: 3 weeks, factor: {} }}\n"
        for factor in (2, 3):
            self.scenario(f"{factor}.yaml", "  - outage:", surge.format(factor) + "  - outage:")
        # Shelves are looked at once more, and stock between two looks is taken for a straight line.
        looks = [
            f"dataset {figure}: values differ" for figure in ("daily", "holding", "on_hand_time", "stock_value_time")
        ]
        expected = ["attribute /@snapshot_sha256: values differ", *looks]
        one = ("--replications", 1, "--policies", "nightly-batch", "--check")
        self.run_it("run", "3.yaml", *one, "--out", "straight")
        self.run_it("run", "3.yaml", *one, "--out", "on", "--from", "tuesday.h5")
        self.assertEqual(self.differences("straight", "on"), expected)
        # So is one that differs from what the snapshot knew of.
        self.run_it("snapshot", "2.yaml", "--at", AT, "--out", "two.h5")
        self.run_it("run", "3.yaml", *one, "--out", "again", "--from", "two.h5")
        self.assertEqual(self.differences("straight", "again"), expected)

    def test_a_surge_may_come_later_but_not_reach_back(self) -> None:
        self.take()
        (self.folder / "wave.yaml").write_text(
            "surge: wave\nsource: made up\nadmissions: wave.csv\nregion_beds: 16164\nlength_of_stay: 5 days\n"
            "complete: true\n"
        )
        surges = f"  - surge: {ROOT}/models/surges/influenza-2024-25.yaml\n"
        wave = self.scenario(
            "waved.yaml", "  - surge: ../models/surges/influenza-2024-25.yaml\n", "  - surge: wave.yaml\n" + surges
        )
        one = ("--replications", 1, "--policies", "nightly-batch", "--from", "tuesday.h5", "--out")
        (self.folder / "wave.csv").write_text(
            "week_ending,admissions\n2025-02-22,9000\n2025-03-01,9000\n2025-03-08,9000\n"
        )
        self.run_it("run", SMALL, *one, "calm")
        self.run_it("run", wave, *one, "waved", "--check")
        self.assertIn("dataset demanded: values differ", self.differences("calm", "waved"))
        (self.folder / "wave.csv").write_text(
            "week_ending,admissions\n2025-01-25,9000\n2025-02-01,9000\n2025-02-08,9000\n"
        )
        self.refused("the picks up to its instant are others", "run", wave, *one, "R")

    def test_what_does_not_fit_is_refused(self) -> None:
        self.take()
        go_on = ("--from", "tuesday.h5", "--out", "R")
        past = self.scenario("past.yaml", "length: 3 weeks, share: 60 %", "length: 3 weeks, share: 50 %")
        self.refused(
            "no snapshot for this scenario: what began by its instant, 2025-02-04T06:00:00-05:00, differs; only what "
            "begins later may be another.\n  of the snapshot alone:\n"
            "    allocation: { supplier: D1, start: 2025-01-27, length: 21 d, share: 60 % }\n"
            "  of this scenario alone:\n"
            "    allocation: { supplier: D1, start: 2025-01-27, length: 21 d, share: 50 % }\n",
            "run",
            past,
            *go_on,
        )
        down = "  - outage: { system: erp, start: 2025-02-03 02:30, length: 90 min }\n"
        outage = self.scenario("outage.yaml", "  - outage: ", f"{down}  - outage: ")
        self.refused(
            "  of the snapshot alone:\n    nothing but what the other has too\n  of this scenario alone:\n"
            "    outage: { system: erp, start: 2025-02-03 02:30:00, length: 1 h 30 min }\n",
            "run",
            outage,
            *go_on,
        )
        surge = self.scenario("surge.yaml", "  - surge: ../models/surges/influenza-2024-25.yaml\n", "")
        self.refused("the picks up to its instant are others", "run", surge, *go_on)
        period = self.scenario("period.yaml", "length: 8 weeks", "length: 9 weeks")
        self.refused("its period, warm-up or follow-up is another", "run", period, *go_on)
        network = self.scenario("network.yaml", "twelve-hospitals/small", "twelve-hospitals")
        self.refused("it is of another network", "run", network, *go_on)
        (self.folder / "torn.h5").write_bytes((self.folder / "tuesday.h5").read_bytes()[:-100])
        self.refused("torn.h5: damaged or incomplete", "run", SMALL, "--from", "torn.h5", "--out", "R")
        self.refused(
            "nowhere: no such file; expected is a file that `supplytwin snapshot` makes",
            "run",
            SMALL,
            "--from",
            "nowhere",
            "--out",
            "R",
        )

    def test_what_cannot_be_taken_is_refused(self) -> None:
        take = ("snapshot", SMALL, "--out", "x.h5", "--at")
        self.refused("'2025-13-01'", *take, "2025-13-01")
        self.refused("lies outside the simulated time, which is from 2024-12-09", *take, "2026-01-01")
        self.refused(
            "'nightly-bach', which does not compete here; did you mean 'nightly-batch'?",
            *take,
            AT,
            "--policy",
            "nightly-bach",
        )
        self.refused("--at is missing", "snapshot", SMALL, "--out", "x.h5")
        self.refused("nowhere: no such folder; make it", *take[:3], "nowhere/x.h5", "--at", AT)
        self.take()
        self.refused("tuesday.h5: a snapshot, which holds no results yet; `supplytwin run", "compare", "tuesday.h5")
        self.refused("tuesday.h5: is there already; choose another --out", *take[:3], "tuesday.h5", "--at", AT)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["tuesday.h5"])

    def test_resume_goes_on_from_the_same_snapshot(self) -> None:
        self.take()
        self.quick("A", "--from", "tuesday.h5")
        self.quick("B", "--from", "tuesday.h5")
        (self.folder / "B/results.h5").unlink()
        self.shards("B")[0].unlink()
        self.run_it("resume", "B")
        self.assert_same("A", "B")
        self.refused(
            "snapshot_sha256: here ",
            "run",
            SMALL,
            "--out",
            "A",
            "--replications",
            2,
            "--policies",
            "nightly-batch,transfer-first",
        )

    def test_results_are_no_snapshot(self) -> None:
        self.quick("S", replications=1)
        said = "results.h5: a results file, no snapshot; expected is a file that `supplytwin snapshot` makes"
        self.refused(said, "run", SMALL, "--from", "S/results.h5", "--out", "R")


if __name__ == "__main__":
    unittest.main()
