"""What `warm-up` says of a shelf with and without time to forget where its stock began."""

import json
import shutil
import unittest

from case import ROOT, Case

CASES = ROOT / "tests" / "validation"


class WarmUp(Case):
    """The shelf of V14, recorded for three days."""

    def setUp(self) -> None:
        super().setUp()
        shutil.copytree(CASES / "policies", self.folder / "policies")
        text = (CASES / "v14_a_optimal.yaml").read_text()
        text = text[: text.index("expect:")].replace("length: 3600 days", "length: 3 days")
        (self.folder / "given.yaml").write_text(text.replace("par: 8", "par: 8, opening_stock: 8"))
        (self.folder / "drawn.yaml").write_text(text.replace("warm_up: 8 weeks", "warm_up: 1 week"))
        # Beside the shelf, whose stock is drawn, one that is full: it remembers until that has been used.
        text = text.replace(
            "    - { id: shelf, kind: unit, parent: hospital }\n",
            "    - { id: shelf, kind: unit, parent: hospital }\n    - { id: full, kind: unit, parent: hospital }\n",
        )
        text = text.replace(
            "  usage_rates:\n",
            "    - { location: full, item: item, reorder_point: 3, par: 8, lot: 5, opening_stock: 100 }\n"
            "  usage_rates:\n    - { location: full, item: item, rate: 1.5 }\n",
        )
        (self.folder / "long.yaml").write_text(
            text.replace("warm_up: 8 weeks", "warm_up: 30 weeks\nfollow_up: 20 weeks")
        )
        (self.folder / "none.yaml").write_text(text.replace("warm_up: 8 weeks", "warm_up: 0 days"))

    def verdict(self, scenario: str, figure: str, code: int) -> str:
        said = self.run_it("warm-up", scenario, "--replications", 1600, "--tolerance", 10, "--json", code=code)
        return next(line["verdict"] for line in json.loads(said.stdout)["lines"] if line["figure"] == figure)

    def test_without_a_warm_up_the_start_is_remembered(self) -> None:
        self.assertEqual(self.verdict("none.yaml", "purchase_orders", 1), "remembered")

    def test_after_a_long_one_it_is_forgotten(self) -> None:
        self.assertEqual(self.verdict("long.yaml", "purchase_orders", 0), "forgotten")

    def test_stock_that_is_drawn_begins_near_the_long_run(self) -> None:
        said = self.run_it("warm-up", "drawn.yaml", "--replications", 1600, "--tolerance", 10, "--json", code=3)
        verdicts = {line["figure"]: line["verdict"] for line in json.loads(said.stdout)["lines"]}
        self.assertEqual(verdicts["purchase_orders"], "forgotten")
        self.assertNotIn("remembered", verdicts.values())

    def test_zero_means_that_every_figure_has_forgotten_it(self) -> None:
        said = self.run_it("warm-up", "long.yaml", "--replications", 400, "--tolerance", 100, "--json")
        self.assertEqual({line["verdict"] for line in json.loads(said.stdout)["lines"]}, {"forgotten"})

    def test_few_replications_leave_it_open(self) -> None:
        said = self.run_it("warm-up", "none.yaml", "--replications", 1, code=3).stdout
        self.assertIn(" open\n", said)
        self.assertIn("more --replications tell more", said)

    def test_a_start_that_is_given_has_nothing_to_forget(self) -> None:
        said = self.run_it("warm-up", "given.yaml", "--replications", 2, code=2)
        self.assertIn("given.yaml: the start is given, so there is nothing to forget: every stocking", said.stderr)
        self.assertEqual(said.stdout, "")

    def test_help_tells_the_exit_codes(self) -> None:
        said = " ".join(self.run_it("warm-up", "--help").stdout.split())
        self.assertIn("3 none does but some are open", said)
        self.assertIn("given for some stocking points alone, their stock is as given at both starts", said)

    def test_it_takes_the_options_of_run(self) -> None:
        self.assertIn("empty", self.run_it("warm-up", "none.yaml", "--policies", "a,,b", code=2).stderr)
        self.assertIn(
            "did you mean 'order-at-once'",
            self.run_it("warm-up", "none.yaml", "--policies", "order-at-onc", code=2).stderr,
        )


if __name__ == "__main__":
    unittest.main()
