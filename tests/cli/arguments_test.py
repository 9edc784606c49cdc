"""Exit codes of good and bad arguments; nothing is written for bad ones."""

import unittest

from case import SMALL, Case


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


if __name__ == "__main__":
    unittest.main()
