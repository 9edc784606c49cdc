"""What `compare` prints."""

import json
import re
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

    def test_who_is_best_stands_first_and_last(self) -> None:
        lines = self.done.stdout.splitlines()
        ranked = [number for number, line in enumerate(lines) if line.startswith("Critical stockout: ")]
        self.assertEqual(len(ranked), 2)
        self.assertLess(ranked[0], 8)
        self.assertEqual(ranked[1], len(lines) - 3)

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
        self.assertRegex(tables[0], r"Breach to decision p50 \[min\] +\d{3}\.\d\d ± \d+\.\d\d +0\.[1-9]\d ± ")
        self.assertRegex(tables[0], r"Decision to requisition p50 \[s\] +2\.\d+ ± ")

    def test_needs_left_to_a_person_are_told(self) -> None:
        self.assertNotIn("LEFT TO A PERSON", self.done.stdout)
        text = (ROOT / "models/policies/standard-par.yaml").read_text()
        text = text.replace("policy: standard-par", "policy: idle")
        self.assertEqual(text.count("    then: order\n"), 1)
        asks_nothing = "    quantity: need.par - need.par - 1\n    then: order\n"
        (self.folder / "idle.yaml").write_text(text.replace("    then: order\n", asks_nothing))
        scenario = SMALL.read_text().replace("../models/policies/standard-par.yaml", "idle.yaml")
        (self.folder / "own.yaml").write_text(scenario.replace("../models/", f"{ROOT}/models/"))
        run = ("run", "own.yaml", "--replications", 2, "--policies", "nightly-batch,idle", "--out", "P")
        said = self.run_it(*run).stdout
        kpis = json.loads(self.run_it("compare", "P", "--json").stdout)["policies"]["idle"]["kpi"]
        parked = round(2 * kpis["needs_dead_lettered"]["mean"])
        self.assertGreater(parked, 0)
        said = " ".join(said.split())
        self.assertIn(f"LEFT TO A PERSON: {parked} needs under idle, over 2 replications. The policy held", said)
        self.assertIn("as when the quantity of a rule comes to zero or less", said)
        self.assertIn("`supplytwin compare FOLDER --kpis needs,needs_dead_lettered --by site` tells where", said)


if __name__ == "__main__":
    unittest.main()
