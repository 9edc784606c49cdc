"""Proves that check_includes.py can fail: a small sound tree passes, and each planted violation is named."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import check_includes

LAYERS = """\
# A small house.
base:
kernel: base
policy: base
demand: base kernel
supply: base kernel
world: base kernel policy demand supply
store: base
cli: *
"""


class PlantedViolations(unittest.TestCase):
    """Each test plants one thing in a sound tree and expects exactly the fault that it is."""

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name)
        self.write("sim/layers.txt", LAYERS)
        self.write("tests/architecture/long_files.txt", "# none\n")
        self.write("README.md", "# House\n<!-- layers -->\n<!-- /layers -->\n")
        named = "`a.cpp`, `file.cpp`, `path`, `pa*_manager`, `supply.hpp`, `time.hpp`, `up.cpp`, `world.cpp`"
        for room in ("base", "kernel", "policy", "demand", "supply", "world", "store", "cli"):
            self.write(f"sim/{room}/README.md", f"# {room}\n{named}\n")
        self.write("sim/base/time.hpp", "#pragma once\n#include <chrono>\n")
        self.write("sim/supply/supply.hpp", '#pragma once\n#include "base/time.hpp"\n')
        self.write("sim/world/world.cpp", '#include "supply/supply.hpp"\n')
        self.write("sim/store/file.cpp", "#include <hdf5.h>\n")
        check_includes.update(self.root)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def expect(self, *faults: str) -> None:
        self.assertEqual([str(f) for f in check_includes.check(self.root)], list(faults))

    def test_a_sound_tree_passes(self) -> None:
        self.expect()

    def test_the_bindings_include_any_room_but_no_fenced_library(self) -> None:
        self.write("python/bindings/world.cpp", '#include "world/world.cpp"\n#include <hdf5.h>\n')
        self.expect("python/bindings/world.cpp:2: HDF5 belongs to store, not to python/bindings (hdf5.h)")

    def test_the_command_exits_with_1_on_a_violation(self) -> None:
        command = [sys.executable, check_includes.__file__, "--root", str(self.root)]
        self.assertEqual(subprocess.run(command, capture_output=True, check=False).returncode, 0)
        self.write("sim/base/up.cpp", '#include "world/world.cpp"\n')
        run = subprocess.run(command, capture_output=True, check=False, text=True)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stdout, "sim/base/up.cpp:1: base may not include world (world/world.cpp)\n1 faults\n")

    def test_an_include_upward_or_sideways(self) -> None:
        self.write("sim/demand/path.cpp", '// first\n#  include "supply/supply.hpp"\n#include <supply/supply.hpp>\n')
        self.expect(
            "sim/demand/path.cpp:2: demand may not include supply (supply/supply.hpp)",
            "sim/demand/path.cpp:3: demand may not include supply (supply/supply.hpp)",
        )

    def test_comments_are_not_includes(self) -> None:
        self.write("sim/demand/path.cpp", '// #include "supply/supply.hpp"\n/*\n#include "supply/supply.hpp"\n*/\n')
        self.expect()

    def test_a_line_after_a_block_comment_keeps_its_number(self) -> None:
        self.write("sim/demand/path.cpp", '/*\n*/\n#include "supply/supply.hpp"\n')
        self.expect("sim/demand/path.cpp:3: demand may not include supply (supply/supply.hpp)")

    def test_an_include_of_nothing_but_not_a_system_header_called_like_a_room(self) -> None:
        self.write("sim/demand/path.cpp", '#include "base/tiem.hpp"\n#include <world>\n')
        self.expect("sim/demand/path.cpp:1: no such file: sim/base/tiem.hpp")

    def test_libraries_in_the_wrong_room(self) -> None:
        self.write(
            "sim/world/a.cpp",
            "#include <yaml-cpp/yaml.h>\n#include <nlohmann/json.hpp>\n#include <H5Cpp.h>\n"
            "#include <hdf5/serial/hdf5.h>\n#include <boost/graph/adjacency_list.hpp>\n",
        )
        self.expect(
            "sim/world/a.cpp:1: yaml-cpp belongs to bundle and scenario, not to world (yaml-cpp/yaml.h)",
            "sim/world/a.cpp:2: JSON belongs to cli and edge and report, not to world (nlohmann/json.hpp)",
            "sim/world/a.cpp:3: HDF5 belongs to store, not to world (H5Cpp.h)",
            "sim/world/a.cpp:4: HDF5 belongs to store, not to world (hdf5/serial/hdf5.h)",
            "sim/world/a.cpp:5: Boost.Graph belongs to network, not to world (boost/graph/adjacency_list.hpp)",
        )

    def test_standard_headers_that_a_room_must_do_without(self) -> None:
        self.write("sim/kernel/a.cpp", "#include <random>\n#include <fstream>\n")
        self.write("sim/world/a.cpp", "#include <fstream>\n")
        self.expect(
            "sim/kernel/a.cpp:1: <random> is not for kernel: standard distributions differ between libraries; "
            "kernel has its own",
            "sim/world/a.cpp:1: <fstream> is not for world: this room reads and writes no files",
        )

    def test_a_folder_that_is_no_room(self) -> None:
        self.write("sim/common/README.md", "# common\n")
        self.expect(
            "sim/common: not a room of sim/layers.txt",
            "sim/common: a folder called common says nothing about what is in it",
        )

    def test_a_room_without_readme_and_a_source_that_would_not_be_built(self) -> None:
        (self.root / "sim/demand/README.md").unlink()
        self.write("sim/demand/inner/path.cpp", "")
        self.expect(
            "sim/demand: has no README.md",
            "sim/demand/inner/path.cpp: a room has no inner folders; this would not be built",
        )

    def test_a_readme_that_leaves_files_out(self) -> None:
        self.write("sim/cli/README.md", "# cli\n`warm-up`, `score_*.cpp`; lone is not in code.\n")
        for name in ("warm_up.cpp", "score_one.cpp", "lone.cpp", "paired.hpp", "paired.cpp"):
            self.write(f"sim/cli/{name}", "")
        self.expect(
            "sim/cli/README.md: says nothing about paired.hpp", "sim/cli/README.md: says nothing about lone.cpp"
        )

    def test_a_name_that_says_nothing(self) -> None:
        self.write("sim/demand/path_manager.cpp", "")
        self.expect("sim/demand/path_manager.cpp: the name says nothing about what is in it")

    def test_a_long_file_needs_a_reason_and_a_reason_needs_a_long_file(self) -> None:
        allow_list = "tests/architecture/long_files.txt"
        self.write("sim/demand/path.cpp", "\n" * 401)
        self.expect(
            "sim/demand/path.cpp: 401 lines; split it, or give the reason in tests/architecture/long_files.txt"
        )
        self.write(allow_list, "sim/demand/path.cpp: one table of constants\n")
        self.expect()
        self.write(allow_list, "sim/demand/path.cpp:\nsim/gone.cpp: was long\n")
        self.expect(
            f"{allow_list}:1: sim/demand/path.cpp has no reason",
            f"{allow_list}:2: sim/gone.cpp is not over 400 lines",
        )

    def test_a_picture_that_is_not_the_plan(self) -> None:
        self.write("sim/layers.txt", LAYERS.replace("store: base", "store: base kernel"))
        message = "README.md: the picture of the layers is not that of sim/layers.txt; run this with --update"
        self.expect(message)
        check_includes.update(self.root)
        self.expect()
        self.write("README.md", "# House\n")
        self.expect("README.md: needs <!-- layers --> and <!-- /layers -->, once each")

    def test_a_plan_that_breaks_its_own_rules(self) -> None:
        plan = LAYERS.replace("supply: base kernel", "supply: base kernel demand").replace(
            "kernel: base", "kernel: base store"
        )
        self.write("sim/layers.txt", plan.replace("policy: base", "policy: base kernel"))
        self.expect(
            "sim/layers.txt:3: kernel names store, which is not below it",
            "sim/layers.txt:4: policy sees only base",
            "sim/layers.txt:6: supply may never include demand",
        )


if __name__ == "__main__":
    unittest.main()
