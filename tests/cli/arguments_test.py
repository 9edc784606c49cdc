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
            ["run", ""],
            ["run", SMALL, "--out", ""],
            ["validate", ""],
            ["resume", ""],
            ["run", SMALL, "--policies", "nightly-batch,nightly-batch"],
            ["run", SMALL, "--policies", "nightly-batch,,transfer-first"],
            ["run", SMALL, "--policies", ""],
            ["compare", "R", "--kpis", "turns,"],
            ["run", SMALL, "--part", "3/2"],
            ["run", SMALL, "--part", "5/9"],
            ["merge", "A", "B"],
            ["resume", "nowhere"],
            ["validate"],
        ):
            with self.subTest(arguments):
                self.assertNotEqual(self.run_it(*arguments, code=2).stderr, "")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_numbers_are_plain_decimal(self) -> None:
        for option, limits in {
            "--seed": "0 to 18446744073709551615",
            "--replications": "1 to 1000000",
            "--jobs": "1 to 4096",
        }.items():
            for text in (
                "010",
                "0x2",
                "+3",
                "-1",
                "1_000",
                "1'000",
                "1e3",
                "2.0",
                " 2",
                "two",
                "18446744073709551616",
            ):
                with self.subTest(option=option, text=text):
                    said = self.run_it("run", SMALL, option, text, code=2).stderr
                    self.assertIn(f"{option}: '{text}' is not a whole number from {limits} in plain decimal", said)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_unknown_words_bring_a_suggestion(self) -> None:
        for arguments, words in {
            ("rnu",): "unknown command 'rnu'; did you mean 'run'?",
            ("rnu", SMALL, "--out", "R"): "unknown command 'rnu'; did you mean 'run'?",
            ("xyzzy",): "unknown command 'xyzzy'\n",
            ("--versoin",): "unknown option '--versoin'; did you mean '--version'?",
            ("run", SMALL, "--sed", 4): "unknown option '--sed'; did you mean '--seed'?",
            ("run", "--replicatoins=4"): "unknown option '--replicatoins'; did you mean '--replications'?",
            ("--quiet", "run", SMALL): "--quiet goes behind the command",
            ("compare", "R", "--by", "sites"): "--by: 'sites' is not known here; did you mean 'site'?",
        }.items():
            with self.subTest(arguments):
                self.assertIn(f"supplytwin: {words}", self.run_it(*arguments, code=2).stderr)

    def test_what_is_empty_or_doubled_is_named(self) -> None:
        for arguments, words in {
            ("run", ""): "scenario: an empty path; name one",
            ("run", SMALL, "--out", ""): "--out: an empty path; name one",
            ("validate", ""): "files: an empty path; name one",
            ("compare", ""): "results: an empty path; name one",
            ("run", SMALL, "--policies", "a,,b"): "--policies: an empty name in 'a,,b'",
            ("run", SMALL, "--policies", "a,"): "--policies: an empty name in 'a,'",
            ("run", SMALL, "--part", "2"): "--part: '2' is no part; expected K/N, such as 2/3",
        }.items():
            with self.subTest(arguments):
                self.assertIn(f"supplytwin: {words}\n", self.run_it(*arguments, code=2).stderr)
        said = self.run_it("run", SMALL, "--policies", "nightly-batch,nightly-batch", code=2).stderr
        self.assertIn("policies: 'nightly-batch' is named twice", said)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_lists_end_with_their_word(self) -> None:
        self.run_it("run", "--policies", "nightly-batch", SMALL, "--out", "R", "--replications", 1)
        self.run_it("compare", "--kpis", "turns,fill_rate", "R")
        every = self.run_it("compare", "--kpis", "all", "R").stdout
        self.assertEqual(self.run_it("compare", "--kpis", "fill_rate,all", "R").stdout, every)

    def test_default_folder_is_named_after_the_scenario(self) -> None:
        self.run_it("run", SMALL, "--replications", 1, "--policies", "nightly-batch", "--quiet")
        self.assertTrue((self.folder / "results" / "small" / "results.h5").is_file())

    def test_faults_of_arguments_are_in_words_of_their_own(self) -> None:
        for arguments, words in {
            (): "a command is missing",
            ("run",): "scenario is missing",
            ("compare",): "results is missing",
            ("merge", "A", "B"): "--out, for several folders, is missing",
            ("run", SMALL, "--seed"): "--seed needs a value",
            ("run", SMALL, "--seed", 1, "--seed", 2): "--seed is given more than once",
            ("run", SMALL, "--quiet=x"): "--quiet takes no value, found 'x'",
            ("run", SMALL, "more"): "too many arguments: more",
            (
                "schema",
                "folk",
            ): "kind: 'folk' is not known here; expected scenario, network, policy, surge, event, decision or command",
            ("schema", "policiy"): "kind: 'policiy' is not known here; did you mean 'policy'?",
            ("warm-up", SMALL, "--tolerance", "x"): "--tolerance: 'x' is not a number from 0 to 100",
            ("warm-up", SMALL, "--tolerance", "nan"): "--tolerance: 'nan' is not a number from 0 to 100",
            ("warm-up", SMALL, "--tolerance", "101"): "--tolerance: '101' is not a number from 0 to 100",
        }.items():
            with self.subTest(arguments):
                self.assertTrue(self.run_it(*arguments, code=2).stderr.startswith(f"supplytwin: {words}\n"))

    def test_more_threads_than_processors_are_told(self) -> None:
        said = self.quick("R", "--jobs", 1000).stderr
        self.assertRegex(
            said, r"supplytwin: --jobs 1000 on a machine of \d+ processors?: more threads than that take "
        )
        self.assertIn(" s on 2 threads: ", said)  # one a replication
        self.assertNotIn("--jobs", self.quick("S", "--jobs", 1).stderr)

    def test_one_is_one(self) -> None:
        said = self.run_it("run", SMALL, "--replications", 1, "--part", "1/2", "--out", "R", code=2).stderr
        self.assertIn("1 replication in blocks of 1 make 1 task,", said)
        self.quick("S", replications=1)
        self.assertIn("S/results.h5: 1 of 1 replication\n", self.run_it("merge", "S").stdout)


if __name__ == "__main__":
    unittest.main()
