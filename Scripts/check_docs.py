#!/usr/bin/env python3
"""Prints each public symbol that has no docstring, and fails if there are any.

    Scripts/check_docs.py BUILD-FOLDER

BUILD-FOLDER is what `swift build --show-bin-path` says, after a build of the modules. What conforms to a
protocol may have the protocol's docstring.
"""

import sys
import tempfile
from pathlib import Path

from symbols import MODULES, read_symbols, write_graphs


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    missing = 0
    for module in MODULES:
        with tempfile.TemporaryDirectory() as folder:
            write_graphs(Path(sys.argv[1]), module, Path(folder))
            found = read_symbols(Path(folder))
        bare = [symbol for symbol in found if "docComment" not in symbol]
        for symbol in bare:
            place = symbol.get("location", {})
            line = place.get("position", {}).get("line", -1) + 1
            print(f"{'.'.join(symbol['pathComponents'])} has no docstring ({place.get('uri', '?')}:{line})")
        print(f"{module}: {len(found)} public symbols, {len(bare)} without a docstring")
        missing += len(bare)
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
