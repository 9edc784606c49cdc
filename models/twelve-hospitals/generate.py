"""Makes the tables of the twelve-hospital network. Standard library only; equal arguments give equal bytes.

python models/twelve-hospitals/generate.py --profile full --out models/twelve-hospitals
python models/twelve-hospitals/generate.py --profile small --out models/twelve-hospitals/small
python models/twelve-hospitals/generate.py --profile full --hospitals 120 --out FOLDER
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import network  # noqa: E402
import tables  # noqa: E402
from catalogue import PROFILES  # noqa: E402

HOSPITALS = (12, 120, 1200)


def arguments(words: list[str]) -> argparse.Namespace:
    """The command line, checked."""
    parser = argparse.ArgumentParser(
        prog="generate.py", description="Make the tables of the twelve-hospital network."
    )
    parser.add_argument("--profile", choices=PROFILES, required=True, help="240, 2,400 or 8,000 items")
    parser.add_argument(
        "--hospitals", type=int, choices=HOSPITALS, default=12, help="the real twelve, or synthetic multiples"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="folder of the tables; made when missing"
    )
    return parser.parse_args(words)


def name_of(profile: str, hospitals: int) -> str:
    """The network's name in network.yaml."""
    return ("twelve-hospitals" if hospitals == 12 else f"hospitals-{hospitals}") + (
        "" if profile == "full" else f"-{profile}"
    )


def main(words: list[str]) -> int:
    """Makes the tables; 0 when done, 1 when they cannot be written, 2 on a bad command line."""
    options = arguments(words)
    if options.out.exists() and not options.out.is_dir():
        print(f"generate.py: error: --out {options.out} is a file, not a folder", file=sys.stderr)
        return 2
    try:
        net = network.network(options.profile, options.hospitals)
        tables.write(net, options.out, name_of(options.profile, options.hospitals))
    except OSError as error:
        print(f"generate.py: error: {error}", file=sys.stderr)
        return 1
    print(
        f"{options.out}: {len(net.hospitals)} hospitals, {len(net.units)} units, {len(net.items)} items, "
        f"{len(net.rates)} unit-item pairs",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
