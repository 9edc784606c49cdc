"""What `compare` prints."""

import json
import re
import subprocess
import unittest

from case import ROOT, SMALL, Case


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
        said = self.run_it("compare", "R", "--kpis", "turns,fill_rate,turns", code=2).stderr
        self.assertIn("--kpis: 'turns' is named twice", said)
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

    def test_figures_of_vital_items_tell_nothing_of_the_others(self) -> None:
        arguments = ["compare", "R", "--by", "criticality", "--kpis", "critical_stockout_hours"]
        parts = json.loads(self.run_it(*arguments, "--json").stdout)["parts"]
        means = {part: found["policies"]["nightly-batch"]["kpi"] for part, found in parts.items()}
        self.assertGreater(means["vital"]["critical_stockout_hours"]["mean"], 0)
        for part in ("essential", "desirable"):
            self.assertIsNone(means[part]["critical_stockout_hours"]["mean"])
        self.assertRegex(self.run_it(*arguments).stdout, r"\n  essential +none +none\n")

    def test_who_is_best_stands_once_below_the_tables(self) -> None:
        lines = self.done.stdout.splitlines()
        ranked = [number for number, line in enumerate(lines) if line.startswith("Critical stockout: ")]
        self.assertEqual(len(ranked), 1)
        self.assertGreater(ranked[0], lines.index("Paired difference from nightly-batch (*), the same replications:"))

    def test_the_last_line_tells_where_more_is(self) -> None:
        told = "Results are in {0}: `supplytwin compare {0} --kpis all` shows all figures, `supplytwin compare --list-kpis` explains each."
        self.assertTrue(" ".join(self.done.stdout.split()).endswith(told.format("R")))
        (self.folder / "my own.h5").write_bytes((self.folder / "R/results.h5").read_bytes())
        said = self.run_it("compare", "my own.h5").stdout
        self.assertTrue(" ".join(said.split()).endswith(told.format("'my own.h5'")), said)

    def test_a_part_that_is_done_is_called_so(self) -> None:
        part = ("run", SMALL, "--replications", 2, "--policies", "nightly-batch", "--part", "1/2", "--out", "P")
        self.run_it(*part)
        said = self.run_it("compare", "P", code=3).stderr
        self.assertTrue(said.startswith("supplytwin: P: part 1/2 of a study, and done. Join it with the other"), said)
        self.assertIn("\n  supplytwin merge P <folders of the other parts> --out <folder>\n", said)
        self.assertNotIn("resume", said)
        self.shards("P")[0].unlink()
        said = self.run_it("compare", "P", code=3).stderr
        self.assertIn("P: not complete; `supplytwin resume P` finishes part 1/2 of it", said)

    def test_the_example_of_the_readme_answers_its_question(self) -> None:
        text = (ROOT / "scenarios/README.md").read_text()
        example = text.split("```yaml\n")[1].split("```")[0]
        self.assertIn("question: Does deciding at once and by criticality keep vital items on the shelf", example)
        (self.folder / "own.yaml").write_text(example.replace("../models", f"{ROOT}/models"))
        found = json.loads(self.run_it("run", "own.yaml", "--out", "O", "--json").stdout)["paired"]
        found = found["criticality-tiered"]
        self.assertLess(found["critical_stockout_hours"]["hi"], 0)
        self.assertGreater(found["net_spend"]["lo"], 0)
        self.assertLess(found["stockout_hours"]["lo"] * found["stockout_hours"]["hi"], 0)

    def test_intervals_of_shares_stay_within_them(self) -> None:
        found = json.loads(self.run_it("compare", "R", "--json").stdout)["policies"]
        for policy in found.values():
            for name, kpi in policy["kpi"].items():
                if kpi["unit"] == "1" and kpi["lo"] is not None:
                    with self.subTest(name):
                        self.assertTrue(0 <= kpi["lo"] <= kpi["mean"] <= kpi["hi"])
                        self.assertTrue(kpi["hi"] <= 1 or name == "storage_share")

    def test_list_of_figures(self) -> None:
        lines = self.run_it("compare", "--list-kpis").stdout.splitlines()
        self.assertGreater(len(lines), 60)
        for line in lines:
            self.assertRegex(line, r"^[a-z0-9_]+ +\S+ +\S.*$")

    def test_words_around_the_table(self) -> None:
        lines = self.done.stdout.splitlines()
        self.assertEqual(
            lines[2], "2025-01-06 to 2025-03-02 (8 weeks), after 4 weeks of warm-up; 3 replications, seed 20250106."
        )
        self.assertIn("better, worse: the 95 % interval of the difference excludes zero.", self.done.stdout)
        one = self.quick("S", replications=1).stdout
        self.assertIn("One replication: there are no intervals, so nothing can be called better or worse.", one)
        for word in ("±", "excludes zero", "is best", "told apart"):
            self.assertNotIn(word, one)

    def test_figures_and_differences_share_their_unit_and_show_small_latencies(self) -> None:
        tables = self.run_it("compare", "R", "--kpis", "all").stdout.split("Paired difference")
        labels = [re.findall(r"^[A-Z].*? \[.*?\]", table, re.MULTILINE) for table in tables]
        self.assertEqual(labels[0], labels[1])
        self.assertGreater(len(labels[0]), 60)
        self.assertRegex(
            tables[0], r"Breach to decision p50 \[min\] +\d{3}\.\d\d ± \d+\.\d\d +0\.1\d+ ± 0\.0+[1-9]\d\n"
        )
        self.assertRegex(tables[0], r"Decision to requisition p50 \[s\] +2\.\d+ ± ")

    def run_changed(self, name: str, *changes: tuple[str, str], out: str) -> subprocess.CompletedProcess:
        """The nightly batch and a changed `standard-par` under another name."""
        text = (ROOT / "models/policies/standard-par.yaml").read_text()
        for old, new in (("policy: standard-par", f"policy: {name}"), *changes):
            self.assertEqual(text.count(old), 1, old)
            text = text.replace(old, new)
        (self.folder / f"{name}.yaml").write_text(text)
        scenario = SMALL.read_text().replace("../models/policies/standard-par.yaml", f"{name}.yaml")
        (self.folder / "own.yaml").write_text(scenario.replace("../models/", f"{ROOT}/models/"))
        return self.run_it(
            *("run", "own.yaml", "--replications", 2, "--policies", f"nightly-batch,{name}", "--out", out)
        )

    def test_needs_left_to_a_person_are_told_with_what_parked_them(self) -> None:
        self.assertNotIn("LEFT TO A PERSON", self.done.stdout)
        nothing = ("    then: order\n", "    quantity: need.par - need.par - 1\n    then: order\n")
        failing = ("    when: short\n", "    when: short && 1 / (need.attempts - need.attempts) == 1\n")
        for name, change, figure, words in (
            ("idle", nothing, "needs_without_rule", "all because no rule applied"),
            ("failing", failing, "needs_held_by_error", "all held by an error in a rule"),
        ):
            with self.subTest(name):
                said = self.run_changed(name, change, out=name).stdout
                done = self.run_it("resume", name, "--json")
                kpis = json.loads(done.stdout)["policies"][name]["kpi"]
                parked = round(2 * kpis["needs_dead_lettered"]["mean"])
                self.assertGreater(parked, 0)
                self.assertEqual(round(2 * kpis[figure]["mean"]), parked)
                told = f"LEFT TO A PERSON in 2 replications: {parked} needs under {name} ({words}). "
                self.assertIn(told, " ".join(said.split()))
                self.assertIn("needs_without_rule --by site` tells where", " ".join(said.split()))
                self.assertIn(f"supplytwin: {told}", done.stderr)
                self.assertNotIn("LEFT", self.run_it("resume", name, "--json", "--quiet").stderr)


if __name__ == "__main__":
    unittest.main()
