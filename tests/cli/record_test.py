"""The proof that events alone lead to the simulator's decisions: record, replay, compare."""

import json
import shutil
import signal
import subprocess
import time
import unittest

from case import ROOT, SMALL, Case

POLICIES = ROOT / "models" / "policies"
BUNDLES = ("nightly-batch", "standard-par", "transfer-first", "criticality-tiered", "forecast-led")


def file_of(policy: str) -> str:
    return str(POLICIES / f"{policy}.yaml")


class Record(Case):
    def record(
        self, policy: str = "transfer-first", out: str = "L", code: int = 0, *more: object
    ) -> subprocess.CompletedProcess:
        return self.run_it(
            "run",
            SMALL,
            "--policies",
            policy,
            "--replications",
            1,
            "--record",
            out,
            "--out",
            f"{out}-study",
            *more,
            code=code,
        )

    def replay(
        self, policy: str, code: int = 0, events: str = "L/events.jsonl", out: str = "D.jsonl"
    ) -> subprocess.CompletedProcess:
        return self.run_it("replay", events, "--policy", policy, "--out", out, code=code)

    def test_events_alone_lead_to_the_same_decisions(self) -> None:
        for policy in BUNDLES:
            with self.subTest(policy):
                said = self.record(policy, policy).stderr
                self.assertRegex(said, rf"\d+ events and \d+ decisions recorded in {policy}")
                self.replay(file_of(policy), events=f"{policy}/events.jsonl", out=f"{policy}.jsonl")
                said = self.run_it("decision-diff", f"{policy}/decisions.jsonl", f"{policy}.jsonl", "--json").stdout
                diff = json.loads(said)
                self.assertEqual(diff["differing"], 0)
                self.assertGreater(diff["compared"], 5_000)
                self.assertEqual(diff["compared"], diff["first"])
                self.assertEqual(
                    (self.folder / policy / "decisions.jsonl").read_bytes(),
                    (self.folder / f"{policy}.jsonl").read_bytes(),
                )

    def test_facts_alone_lead_to_the_same_decisions(self) -> None:
        for policy in BUNDLES:
            with self.subTest(policy):
                self.record(policy, policy, 0, "--record-facts")
                facts = self.folder / policy / "facts.jsonl"
                said = self.run_it(
                    "replay", facts, "--facts", "--policy", file_of(policy), "--out", f"{policy}.jsonl"
                ).stdout
                self.assertRegex(said, rf"\d+ decisions on \d+ recorded needs by {policy}")
                recorded = (self.folder / policy / "decisions.jsonl").read_bytes()
                self.assertGreater(recorded.count(b"\n"), 5_000)
                self.assertEqual((self.folder / f"{policy}.jsonl").read_bytes(), recorded)

    def test_a_fact_that_was_changed_is_found(self) -> None:
        self.record("transfer-first", "L", 0, "--record-facts")
        lines = (self.folder / "L/facts.jsonl").read_text().splitlines(keepends=True)
        self.assertIn('"on_hand":', lines[30])
        lines[30] = lines[30].replace('"on_hand":', '"on_hand":1', 1)
        (self.folder / "changed.jsonl").write_text("".join(lines))
        words = ("--facts", "--policy", file_of("transfer-first"), "--out", "D.jsonl")
        self.run_it("replay", "changed.jsonl", *words)
        diff = json.loads(self.run_it("decision-diff", "L/decisions.jsonl", "D.jsonl", "--json", code=1).stdout)
        self.assertEqual(diff["differing"], 1)
        (self.folder / "D.jsonl").unlink()
        for text, told in (
            ("".join(lines[1:5]), "changed.jsonl:1: "),
            (
                "".join([lines[0], lines[1].replace('"trigger":"', '"trigger":"x')]),
                "changed.jsonl:2: trigger: no such word",
            ),
            ("".join([lines[0], lines[1].replace('"stock":', '"stocks":')]), "changed.jsonl:2: stock: missing"),
        ):
            (self.folder / "changed.jsonl").write_text(text)
            self.assertIn(told, self.run_it("replay", "changed.jsonl", *words, code=2).stderr)
            self.assertFalse((self.folder / "D.jsonl").exists())

    def test_what_production_loads_can_be_replayed_and_simulated(self) -> None:
        self.record()
        self.run_it("policy", "compile", file_of("transfer-first"), "--out", "tf.policy")
        self.replay("tf.policy")
        self.run_it("decision-diff", "L/decisions.jsonl", "D.jsonl")
        scenario = SMALL.read_text().replace("../models", str(ROOT / "models"))
        head, tail = scenario[: scenario.index("policies:")], scenario[scenario.index("replications:") :]
        (self.folder / "compiled.yaml").write_text(f"{head}policies: [tf.policy]\nbaseline: transfer-first\n{tail}")
        self.run_it("run", "compiled.yaml", "--replications", 1, "--record", "C", "--out", "study")
        self.run_it("decision-diff", "L/decisions.jsonl", "C/decisions.jsonl")

    def test_two_processes_do_not_write_one_log(self) -> None:
        self.record()
        first = self.start("replay", "L/events.jsonl", "--policy", file_of("transfer-first"), "--out", "D.jsonl")
        end = time.monotonic() + 60
        while not (self.folder / "D.jsonl.partial").exists() and time.monotonic() < end:
            time.sleep(0.001)
        second = self.replay(file_of("standard-par"), code=2).stderr
        self.assertIn("D.jsonl: another process is writing it", second)
        self.assertEqual(first.wait(timeout=60), 0)
        first.communicate()
        self.run_it("decision-diff", "L/decisions.jsonl", "D.jsonl")

    def test_a_policy_that_wants_nothing_is_asked_again_a_day_later(self) -> None:
        (self.folder / "never.yaml").write_text(
            "policy: never\nversion: 1\ncontract: 1\nsummary: Nothing is ever done.\n"
            "rules:\n  - rule: nothing\n    then: nothing\n"
        )
        scenario = SMALL.read_text().replace("../models", str(ROOT / "models"))
        scenario = scenario[: scenario.index("policies:")] + (
            "policies: [never.yaml]\nbaseline: never\nreplications: 1\nseed: 1\n"
        )
        (self.folder / "never-run.yaml").write_text(scenario)
        said = self.run_it("run", "never-run.yaml", "--record", "N", "--out", "study").stderr
        decisions = int(said.split(" events and ")[1].split(" ")[0])
        self.assertLess(decisions, 7_000 * 16 * 7)  # points and days
        self.assertGreater(decisions, 10_000)

    def test_a_record_changes_no_result(self) -> None:
        self.record()
        self.run_it("run", SMALL, "--policies", "transfer-first", "--replications", 1, "--out", "plain")
        one, other = (self.folder / study / "results.h5" for study in ("L-study", "plain"))
        self.assertEqual(one.read_bytes(), other.read_bytes())

    def differing_by(self, old: str, new: str) -> dict:
        """How a record differs from its replay by the same policy with one of its words changed."""
        self.record()
        shutil.copytree(POLICIES, self.folder / "policies")
        changed = self.folder / "policies" / "transfer-first.yaml"
        text = changed.read_text()
        self.assertEqual(text.count(old), 1)
        changed.write_text(text.replace(old, new))
        self.replay(str(changed))
        return json.loads(self.run_it("decision-diff", "L/decisions.jsonl", "D.jsonl", "--json", code=1).stdout)

    def test_a_rule_that_was_changed_by_one_number_is_found(self) -> None:
        diff = self.differing_by("value: 265 %", "value: 200 %")  # how much is borrowed
        self.assertGreater(diff["differing"], 0)
        rules = {r["rule"]: r for r in diff["rules"]}
        lending = rules["borrow from the nearest site that can spare it"]
        self.assertGreater(lending["differing"], 0)
        self.assertGreater(lending["less"], 10 * lending["more"])
        said = self.run_it("decision-diff", "L/decisions.jsonl", "D.jsonl", code=1).stdout
        self.assertIn("borrow from the nearest site that can spare it:", said)
        self.assertIn("examples, first those on equal facts:", said)
        first = next(line for line in said.splitlines() if "differ," in line)
        self.assertTrue(first.startswith("borrow"), first)  # and not what follows from it

    def test_a_deferral_that_was_changed_is_found(self) -> None:
        diff = self.differing_by("for: 8 h", "for: 12 h")
        (rule,) = [r for r in diff["rules"] if r["differing"] > 0]
        self.assertEqual(rule["rule"], "a unit waits for its storeroom")
        self.assertEqual(rule["differing"], rule["decisions"])
        self.assertEqual((rule["later"], rule["direct"]), (rule["decisions"], rule["decisions"]))
        self.assertEqual({name for name, n in rule["classes"].items() if n}, {"timing"})

    def test_a_byte_that_was_changed_is_found(self) -> None:
        self.record()
        log = self.folder / "L" / "decisions.jsonl"
        lines = log.read_text().splitlines(keepends=True)
        self.assertIn('"quantity":', lines[41])
        lines[41] = lines[41].replace('"quantity":', '"quantity":1', 1)
        (self.folder / "changed.jsonl").write_text("".join(lines))
        said = self.run_it("decision-diff", log, "changed.jsonl", code=2).stderr
        self.assertIn("changed.jsonl:42: chain: is broken", said)
        (self.folder / "short.jsonl").write_text("".join(lines[:10] + lines[11:40]))
        self.assertIn(
            "short.jsonl:11: chain: is broken", self.run_it("decision-diff", log, "short.jsonl", code=2).stderr
        )

    def test_what_is_no_log_is_refused_and_nothing_is_left(self) -> None:
        self.record()
        events = (self.folder / "L" / "events.jsonl").read_text().splitlines()
        snapshot = events[0]
        unknown = events[1].replace('"item":"', '"item":"no-such-')
        for name, lines, told in (
            ("empty", [], "empty.jsonl: "),
            ("headless", events[1:9], "headless.jsonl:1: a log of events opens with a master.snapshot"),
            ("twice", [snapshot, snapshot], "twice.jsonl:2: a second master.snapshot"),
            ("broken", [snapshot, events[1], "{"], "broken.jsonl:3: not JSON"),
            ("unknown", [snapshot, unknown], "unknown.jsonl:2: data.item: unknown name"),
            ("v2", [snapshot, events[1].replace(".v1", ".v2")], "v2.jsonl:2: type: 'stock.consumed.v2' is not known"),
            ("mixed", [snapshot, *reversed(events[1:40])], "recorded before the line above"),
        ):
            with self.subTest(name):
                (self.folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines))
                said = self.replay(file_of("transfer-first"), 2, f"{name}.jsonl", f"{name}.out").stderr
                self.assertIn(told, said)
                self.assertEqual(list(self.folder.glob(f"{name}.out*")), [])

    def test_what_cannot_be_recorded_is_told_at_once(self) -> None:
        several = self.run_it("run", SMALL, "--replications", 1, "--record", "L", code=2).stderr
        self.assertIn("a record is of one policy and one replication; choose them with --policies", several)
        self.record()
        again = self.record(code=2).stderr
        self.assertIn("events.jsonl exists; name another place or remove it", again)

    def test_an_interrupt_leaves_nothing_of_a_record(self) -> None:
        year = ROOT / "scenarios" / "flagship-year.yaml"
        process = self.start(
            "run", year, "--policies", "transfer-first", "--replications", 1, "--record", "Y", "--out", "study"
        )
        end = time.monotonic() + 60
        while not list(self.folder.glob("Y/events.jsonl.partial")) and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, said)
        self.assertIn("nothing of the record is kept", said)
        self.assertEqual(list((self.folder / "Y").iterdir()), [])


if __name__ == "__main__":
    unittest.main()
