"""What is said of bad input."""

import csv
import json
import resource
import subprocess
import unittest
from pathlib import Path

from case import ROOT, SMALL, SUPPLYTWIN, TWO, Case


def rows(table: Path) -> list[str]:
    """The lines of a table without those above its header."""
    return [line for line in table.read_text().splitlines() if not line.startswith("#")]


class Messages(Case):
    """What is said of bad input."""

    def test_unknown_policy(self) -> None:
        said = self.run_it("run", SMALL, "--out", "R", "--policies", "transfer-frist,nightly-batch", code=2).stderr
        self.assertIn("policies: 'transfer-frist' does not compete here; did you mean 'transfer-first'?", said)
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

    def test_errors_as_json(self) -> None:
        def error_of(*arguments: object, code: int = 2) -> dict:
            done = self.run_it(*arguments, "--json", code=code)
            found = json.loads(done.stdout)
            self.assertEqual(list(found), ["error"])
            self.assertEqual(found["error"]["code"], code)
            self.assertIn(found["error"]["message"], done.stderr)
            return found["error"]

        bad = self.folder / "bad.yaml"
        bad.write_text(SMALL.read_text().replace("../models", f"{ROOT}/models").replace("warm_up:", "warm_pu:"))
        faults = error_of("run", bad)["faults"]
        self.assertEqual(list(faults[0]), ["file", "line", "column", "message", "excerpt"])
        self.assertEqual((faults[0]["file"], faults[0]["excerpt"]), (str(bad), "warm_pu: 4 weeks"))
        self.assertIn("did you mean 'warm_up'?", faults[0]["message"])
        for arguments in (
            [],
            ["rnu"],
            ["run"],
            ["run", SMALL, "--seed", "010"],
            ["run", SMALL, "--sed", 1],
            ["merge", "A", "B"],
            ["merge", "nowhere"],
            ["resume", "nowhere"],
            ["compare"],
            ["compare", "nowhere", "--kpis", "fil_rate"],
            ["validate"],
        ):
            with self.subTest(arguments):
                self.assertEqual(list(error_of(*arguments)), ["code", "message"])
        (self.folder / "file").write_text("")
        error_of("run", SMALL, "--out", "file/R", code=1)
        self.assertEqual(self.run_it("run", SMALL, "--seed", "010", code=2).stdout, "")

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

    def test_validate_tells_what_no_simulation_carries_out(self) -> None:
        text = (ROOT / "models/policies/nightly-batch.yaml").read_text()
        rules = text.index("\nrules:\n") + len("\nrules:\n")
        ask = "  - rule: ask\n    when: need.attempts > 2\n    choose: { from: contracts }\n    then: query\n"
        (self.folder / "asks.yaml").write_text(text[:rules] + ask + text[rules:])
        note = "rules[0] 'ask' queries a supplier; no supplier of a simulation answers, so the need only waits a day"
        said = self.run_it("validate", "asks.yaml").stdout
        self.assertEqual(said, f"asks.yaml: ok\nnote: asks.yaml: {note}\n")
        scenario = SMALL.read_text().replace("../models/policies/nightly-batch.yaml", "asks.yaml")
        (self.folder / "small.yaml").write_text(scenario.replace("../models/", f"{ROOT}/models/"))
        found = json.loads(self.run_it("validate", "--json", "small.yaml", ROOT / "scenarios/small.yaml").stdout)
        self.assertTrue(found["ok"])
        self.assertEqual([f["notes"] for f in found["files"]], [[f"asks.yaml: {note}"], []])

    def test_the_example_of_the_readme_is_a_scenario(self) -> None:
        text = (ROOT / "scenarios/README.md").read_text()
        example = text.split("```yaml\n")[1].split("```")[0]
        own = self.folder / "own.yaml"
        own.write_text(example.replace("../models", f"{ROOT}/models"))
        self.assertEqual(self.run_it("validate", own).stdout, f"{own}: ok\n")

    def test_another_study_is_refused_and_left_alone(self) -> None:
        self.quick("R", "--seed", 1)
        before = (self.folder / "R/results.h5").read_bytes()
        said = self.run_it(
            "run", SMALL, "--out", "R", "--seed", 2, "--replications", 2, "--policies", TWO, code=2
        ).stderr
        self.assertIn("R: holds another study; choose another folder\n  seed: here 1, now 2\n", said)
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
        said = self.run_it("resume", "R", code=2).stderr
        self.assertIn("own.yaml is gone; put it back, then resume, or go on from where it stands now:\n", said)
        self.assertIn(f"  supplytwin run NEWPATH --out R --replications 2 --policies {TWO}\n", said)

    def test_a_moved_scenario_is_gone_on_with_as_it_is_told(self) -> None:
        own = self.folder / "own.yaml"
        own.write_text(SMALL.read_text().replace("../models", f"{ROOT}/models"))
        self.run_it("run", own, "--out", "R", "--replications", 2, "--policies", TWO)
        (self.folder / "R/results.h5").unlink()
        own.rename(self.folder / "moved.yaml")
        told = self.run_it("resume", "R", code=2).stderr.splitlines()[-1].split()
        self.assertEqual(told[:3], ["supplytwin", "run", "NEWPATH"])
        self.assertIn("going on after 2 of 2", self.run_it("run", "moved.yaml", *told[3:]).stderr)

    def test_a_table_given_for_a_policy_or_a_scenario_is_not_quoted_whole(self) -> None:
        table = ROOT / "models/twelve-hospitals/items.csv"
        said = self.run_it("run", table, code=2).stderr
        self.assertLess(len(said), 1000)
        self.assertIn("…'", said)
        self.assertLess(len(self.run_it("validate", "--json", table, code=2).stdout), 2000)
        own = self.folder / "own.yaml"
        text = SMALL.read_text().replace("../models", f"{ROOT}/models")
        own.write_text(text.replace(f"{ROOT}/models/policies/standard-par.yaml", str(table)))
        said = self.run_it("validate", own, code=2).stdout
        self.assertIn(f"{table}:", said)
        self.assertLess(len(said), 2000)

    def test_line_ends_in_names_are_escaped(self) -> None:
        said = self.run_it("run", SMALL, "--out", "R", "--policies", "a\nb", code=2).stderr
        self.assertIn(r"policies: 'a\nb' does not compete here", said)
        said = self.run_it("validate", "no\nsuch.yaml", code=2).stdout
        self.assertIn(r"no\nsuch.yaml: no such file", said)
        said = self.run_it("resume", "no\nsuch", code=2).stderr
        self.assertIn(r"no\nsuch: no study here (study.txt is missing)", said)
        self.assertIn(r"unknown command 'r\nun'", self.run_it("r\nun", code=2).stderr)

    def test_standard_output_that_cannot_be_written_is_named(self) -> None:
        self.quick("R")
        for arguments in (["compare", "R"], ["compare", "R", "--json"], ["validate", SMALL]):
            with self.subTest(arguments), Path("/dev/full").open("w") as full:
                done = subprocess.run(
                    [SUPPLYTWIN, *map(str, arguments)],
                    cwd=self.folder,
                    stdout=full,
                    stderr=subprocess.PIPE,
                    text=True,
                    timeout=60,
                )
                self.assertEqual(done.returncode, 1)
                self.assertEqual(
                    done.stderr, "supplytwin: standard output cannot be written: No space left on device\n"
                )

    def test_full_disk_ends_in_order(self) -> None:
        limit = 20_000
        done = subprocess.run(
            [SUPPLYTWIN, "run", SMALL, "--out", "R", "--replications", "2", "--policies", TWO],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=200,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, r"R/shards/\d{6}\.h5: cannot be written: File too large; free space")
        self.assertEqual(list((self.folder / "R/shards").iterdir()), [])
        self.quick("R")

    def test_baseline_that_is_not_chosen_is_replaced_aloud(self) -> None:
        done = self.run_it(
            "run", SMALL, "--out", "R", "--replications", 1, "--policies", "transfer-first,standard-par", "--json"
        )
        self.assertIn("the baseline nightly-batch is not among the chosen policies", done.stderr)
        self.assertEqual(json.loads(done.stdout)["baseline"], "standard-par")

    def test_validate_reads_a_surge_and_says_what_other_files_are(self) -> None:
        surge = ROOT / "models/surges/influenza-2024-25.yaml"
        self.assertEqual(self.run_it("validate", surge).stdout, f"{surge}: ok\n")
        text = surge.read_text().replace("region_beds:", "region_bed:")
        (self.folder / "surge.yaml").write_text(text)
        said = self.run_it("validate", "surge.yaml", code=2).stdout
        self.assertIn("unknown key 'region_bed'; did you mean 'region_beds'?", said)
        self.assertNotIn("scenario", said.split("did you mean")[0])
        network = ROOT / "models/twelve-hospitals/small"
        self.quick("R", replications=1)
        (self.folder / "opening").mkdir()
        (self.folder / "opening/stock.csv").write_text("location,item\n")
        for name, words in {
            network
            / "items.csv": f"a table of a network, which is read as a whole; run `supplytwin validate {network}`",
            network
            / "network.yaml": f"the head of a network, which is read as a whole; run `supplytwin validate {network}`",
            surge.with_suffix(
                ".csv"
            ): "a table, which is read with what names it; validate the scenario or the surge",
            "R": "the folder of a study, which `supplytwin compare`",
            "R/study.txt": "the description of a study",
            "R/results.h5": "results or a snapshot in HDF5",
            "opening": "the folder of an opening, whose tables are held against a network; validate the scenario",
        }.items():
            with self.subTest(name):
                said = self.run_it("validate", name, code=2).stdout
                self.assertTrue(said.startswith(f"{name}: {words}"), said)
                self.assertTrue(said.endswith("\n1 fault\n"), said)

    def own(self, name: str, *changes: tuple[str, str]) -> str:
        text = SMALL.read_text()
        for old, new in changes:
            self.assertEqual(text.count(old), 1, old)
            text = text.replace(old, new)
        (self.folder / name).write_text(text.replace("../models/", f"{ROOT}/models/"))
        return name

    def test_validate_tells_a_name_that_is_no_folder(self) -> None:
        name = self.own("name.yaml", ("scenario: small", "scenario: a/b"))
        note = "the name of the scenario cannot be that of a folder"
        self.assertIn(f"name.yaml: ok\nnote: name.yaml: {note}", self.run_it("validate", name).stdout)
        self.assertIn(f"name.yaml: {note}", self.run_it("run", name, code=2).stderr)

    def test_what_lasts_beyond_the_simulated_time_is_told(self) -> None:
        surge = "- demand_surge: { location: H01, start: 2025-02-01, length: 200 days, factor: 2 }\n  - outage"
        name = self.own("long.yaml", ("- outage", surge))
        note = (
            "the demand_surge at H01 lasts until 2025-08-20T01:00:00-04:00; the simulated time ends before, "
            "2025-03-31T01:00:00-04:00"
        )
        self.assertEqual(self.run_it("validate", name).stdout, f"{name}: ok\nnote: {name}: {note}\n")
        run = ("run", name, "--replications", 1, "--policies", "nightly-batch", "--out", "R")
        self.assertIn(f"supplytwin: {note}\n", self.run_it(*run).stderr)

    def test_orders_of_the_start_outside_the_simulated_time_are_told(self) -> None:
        network = ROOT / "models/twelve-hospitals/small"
        supplier = {
            r["id"]: r["supplier"] for r in csv.DictReader(rows(network / "contracts.csv")) if r["ships_to"] == "dc"
        }
        sold = {
            r["item"]: r["contract"]
            for r in csv.DictReader(rows(network / "contract_items.csv"))
            if r["contract"] in supplier
        }
        level = next(
            r for r in csv.DictReader(rows(network / "par_levels.csv")) if r["location"] == "DC" and r["item"] in sold
        )
        line = f"DC,{level['item']},{sold[level['item']]},10"
        (self.folder / "export").mkdir()
        head = "location,item,contract,quantity,"
        orders = [
            f"{head}due",
            f"{line},2024-11-01",
            f"{line},2025-01-10",
            f"{line},2026-02-01",
            f"{line},2026-03-01",
        ]
        (self.folder / "export/open_orders.csv").write_text("\n".join(orders) + "\n")
        name = self.own("opened.yaml", ("warm_up:", "opening: export\nwarm_up:"))
        first = f"rows (the first: {level['item']} for DC, "
        self.assertEqual(
            self.run_it("validate", name).stdout,
            f"{name}: ok\n"
            f"note: {name}: opening/open_orders: 1 of 4 {first}2024-11-01T00:00:00-04:00) are due before the simulated "
            "time begins, 2024-12-09T00:00:00-05:00; they arrive at its beginning\n"
            f"note: {name}: opening/open_orders: 2 of 4 {first}2026-02-01T00:00:00-05:00) are due after the simulated "
            "time ends, 2025-03-31T01:00:00-04:00; they stay on order to the end\n",
        )

    def test_an_allocation_is_of_a_supplier_everywhere(self) -> None:
        words = "an allocation holds wherever its supplier ships, at every location alike; name a supplier and"
        placed = self.own("placed.yaml", ("share: 60 %", "share: 60 %, location: H01"))
        self.assertIn(words, self.run_it("validate", placed, code=2).stdout)
        named = self.own("named.yaml", ("supplier: D1", "supplier: H01"))
        self.assertIn(f"'H01' is a location; {words}", self.run_it("validate", named, code=2).stdout)


if __name__ == "__main__":
    unittest.main()
