"""The installed library, as somebody has it who has nothing else of the project: the hosts of this folder are copied out, built
against the installed component alone, and run."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
POLICY = HERE / "borrow-first.yaml"
FLAGS = os.environ.get("FLAGS", "").split()  # those that the library was built with, such as -fsanitize=address


def run(*command: object, env: dict[str, str] | None = None) -> str:
    """Runs to the end and gives standard output; what it says otherwise is the message of a failure."""
    done = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


class Consumers(unittest.TestCase):
    """One installation for all tests."""

    maxDiff = None
    folder: Path
    prefix: Path
    library: Path
    policy: Path
    compiled: str

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="supplytwin-consumer-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        made = cls.folder / "made"
        run("cmake", "--install", os.environ["BUILD"], "--component", "policy", "--prefix", made)
        # Moved, so that a path which was written down at installation would be found out.
        cls.prefix = made.rename(cls.folder / "moved")
        cls.library = next(cls.prefix.rglob("libsupplytwin-policy.so"))
        cls.policy = cls.folder / "policy.bin"
        cls.compiled = run(os.environ["SUPPLYTWIN"], "policy", "compile", POLICY, "--out", cls.policy)
        for host in ("c", "cpp"):
            shutil.copytree(HERE / host, cls.folder / host)

    def expected(self, host: str) -> str:
        return (HERE / f"{host}_expected.txt").read_text()

    def run_host(self, program: Path) -> str:
        # An install step strips no rpath from a host that has none: it is told where the library lies.
        return run(program, self.policy, env={"LD_LIBRARY_PATH": str(self.library.parent)})

    def test_what_is_installed(self) -> None:
        files = {p.relative_to(self.prefix).as_posix() for p in self.prefix.rglob("*") if not p.is_dir()}
        files = {re.sub(r"^.*/(cmake/|pkgconfig/|libsupply)", r"\1", f) for f in files}
        files = {re.sub(r"targets-\w+", "targets-BUILD", f) for f in files}
        self.assertEqual(
            files,
            {
                "include/supplytwin/policy.h",
                "libsupplytwin-policy.so",
                "libsupplytwin-policy.so.1",
                "cmake/supplytwin-policy/supplytwin-policy-config.cmake",
                "cmake/supplytwin-policy/supplytwin-policy-config-version.cmake",
                "cmake/supplytwin-policy/supplytwin-policy-targets.cmake",
                "cmake/supplytwin-policy/supplytwin-policy-targets-BUILD.cmake",
                "pkgconfig/supplytwin-policy.pc",
            },
        )

    def test_only_the_interface_is_exported(self) -> None:
        symbols = [line.split() for line in run("nm", "-D", "--defined-only", self.library).splitlines()]
        names = {symbol[-1].split("@")[0] for symbol in symbols if symbol[1] != "A"}
        self.assertEqual([n for n in names if not n.startswith("st_policy_")], [])
        declared = set(re.findall(r"\b(st_policy_\w+)\(", (self.prefix / "include/supplytwin/policy.h").read_text()))
        self.assertEqual(names, declared)

    def test_a_host_in_c(self) -> None:
        env = {"PKG_CONFIG_PATH": str(next(self.prefix.rglob("pkgconfig")))}
        flags = run("pkg-config", "--cflags", "--libs", "supplytwin-policy", env=env).split()
        program = self.folder / "host-c"
        strict = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
        run("cc", *strict, *FLAGS, self.folder / "c/host.c", "-o", program, *flags)
        said = self.run_host(program)
        self.assertEqual(said, self.expected("c"))
        name, version, digest = said.splitlines()[0].split()
        self.assertIn(
            f"{name} version {version}, {self.policy.stat().st_size} bytes, SHA-256 {digest}", self.compiled
        )
        self.assertEqual(hashlib.sha256(self.policy.read_bytes()).hexdigest(), digest)

    def test_a_host_in_cpp(self) -> None:
        build = self.folder / "cpp/build"
        run(
            "cmake",
            "-S",
            self.folder / "cpp",
            "-B",
            build,
            f"-DCMAKE_PREFIX_PATH={self.prefix}",
            f"-DCMAKE_CXX_FLAGS={' '.join(['-Wall', '-Wextra', '-Wpedantic', '-Werror', *FLAGS])}",
        )
        run("cmake", "--build", build)
        self.assertEqual(self.run_host(build / "host"), self.expected("cpp"))


if __name__ == "__main__":
    unittest.main()
