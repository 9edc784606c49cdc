"""Progress and colours, on a terminal and not."""

import os
import pty
import re
import select
import subprocess
import unittest

from case import SMALL, SUPPLYTWIN, TWO, Case


class Terminal(Case):
    """Progress and colours, on a terminal and not."""

    def on_terminal(self, *arguments: object, **environment: str) -> str:
        """Everything shown when standard output and standard error are a terminal of 120 columns."""
        main, side = pty.openpty()
        os.set_inheritable(side, True)
        process = subprocess.Popen(
            [SUPPLYTWIN, *map(str, arguments)],
            cwd=self.folder,
            stdout=side,
            stderr=side,
            env={**os.environ, **environment},
        )
        os.close(side)
        shown = b""
        while select.select([main], [], [], 60)[0]:
            try:
                part = os.read(main, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        os.close(main)
        self.assertEqual(process.wait(timeout=60), 0)
        return shown.decode()

    def test_progress_on_a_terminal_only(self) -> None:
        arguments = ["run", SMALL, "--policies", TWO, "--replications", 8, "--jobs", 1]
        shown = self.on_terminal(*arguments, "--out", "A")
        self.assertRegex(shown, r"\r\x1b\[K +\d+\.\d %")
        quiet = self.on_terminal(*arguments, "--out", "B", "--quiet")
        self.assertNotIn("\r\x1b[K", quiet)
        self.assertNotIn("picks a second", quiet)
        piped = self.run_it(*arguments, "--out", "C")
        self.assertNotIn("\r", piped.stderr)
        self.assertNotIn("%", piped.stderr)

    def test_colours_heed_no_color(self) -> None:
        self.quick("R", replications=3)
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        os.environ.pop("NO_COLOR", None)
        coloured = self.on_terminal("compare", "R")
        self.assertIn("\x1b[32m", coloured)
        plain = self.on_terminal("compare", "R", NO_COLOR="1")
        self.assertNotIn("\x1b[", plain)
        self.assertEqual(re.sub(r" +\r\n", "\r\n", re.sub(r"\x1b\[\d*m", "", coloured)), plain)
        self.assertNotIn("\x1b", self.run_it("compare", "R", env=environment).stdout)


if __name__ == "__main__":
    unittest.main()
