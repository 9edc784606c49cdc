"""The peers' side of the bench: the same conversation as contenders/contender.hpp."""

import json
import sys
from collections.abc import Callable


def serve(measure: Callable[[int], dict[str, object]]) -> None:
    """Says that it is ready, then measures once for every round it is told, until its input ends."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(measure(int(line))), flush=True)
