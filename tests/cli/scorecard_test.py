"""What `validate-model` prints."""

import json
import shutil
import unittest
from collections import Counter

from case import ROOT, Case

CASES = ROOT / "tests" / "validation"


class Scorecard(Case):
    """A folder of cases with its policies below."""

    def setUp(self) -> None:
        super().setUp()
        shutil.copytree(CASES / "policies", self.folder / "cases" / "policies")
        self.trace = self.folder / "cases" / "trace.yaml"
        shutil.copy(CASES / "v41_trace.yaml", self.trace)

    def test_a_folder_is_all_its_scenarios(self) -> None:
        scores = json.loads(self.run_it("validate-model", "cases", "--json").stdout)["scores"]
        self.assertEqual({s["verdict"] for s in scores}, {"agrees"})
        lines = Counter(s["case"] for s in scores)
        self.assertEqual(lines, {"V01": 13, "V26": 3, "V33": 4, "serial-trace": 4})

    def test_a_computed_case_is_run_by_its_name(self) -> None:
        scores = json.loads(self.run_it("validate-model", "V26", "--json").stdout)["scores"]
        self.assertEqual([s["expected"] for s in scores], [1.48, 2.12, 6.625])
        for s in scores:
            self.assertIn("Chen, Drezner", s["source"])
            self.assertTrue(s["lo"] < s["got"] < s["hi"])
            self.assertLess(abs(s["got"] - s["expected"]), 4 * s["standard_error"])
        told = self.run_it("validate-model", "V01").stdout
        self.assertRegex(told, r"word 10000 of the standard seed \[32 bits\] +1955073260 +1955073260 +0.00  agrees")
        self.assertTrue(told.endswith("13 passed, 0 failed\n"), told)

    def test_help_says_how_long_it_takes_and_how_to_run_one(self) -> None:
        said = self.run_it("validate-model", "--help").stdout
        self.assertIn("a quarter of an hour", said)
        case = ROOT / said.split("supplytwin validate-model ")[-1].split()[0]
        self.assertIn("1 passed, 0 failed", self.run_it("validate-model", case).stdout)

    def test_an_answer_that_is_not_met_is_a_failure(self) -> None:
        self.trace.write_text(self.trace.read_text().replace("value: 1.4,", "value: 1.5,"))
        done = self.run_it("validate-model", self.trace, code=1)
        self.assertIn("3 passed, 1 failed", done.stdout)
        self.assertIn("differs", done.stdout)

    def test_a_scenario_that_expects_nothing_is_told_so(self) -> None:
        text = self.trace.read_text()
        self.trace.write_text(text[: text.index("expect:")])
        said = self.run_it("validate-model", "cases", "V01", code=2)
        self.assertIn("expects nothing; give it an `expect` list", said.stderr)
        self.assertNotIn("passed", said.stdout)

    def test_a_folder_without_scenarios_is_told_so(self) -> None:
        (self.folder / "empty").mkdir()
        self.assertIn("no scenarios there", self.run_it("validate-model", "empty", code=2).stderr)

    def test_a_case_that_is_none_is_called_so(self) -> None:
        said = self.run_it("validate-model", "V99", code=2).stderr
        self.assertIn("'V99': no such file, and no computed case (V01, V26, V33); the other cases are files", said)
        (self.folder / "tests/validation").mkdir(parents=True)
        for name in ("v11_b", "v11_a", "v12"):
            (self.folder / f"tests/validation/{name}.yaml").touch()
        said = self.run_it("validate-model", "V11", code=2).stderr
        self.assertIn("did you mean tests/validation/v11_a.yaml or tests/validation/v11_b.yaml?", said)


if __name__ == "__main__":
    unittest.main()
