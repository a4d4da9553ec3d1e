#!/usr/bin/env python3
"""Prints each public symbol of some modules that has no docstring, and fails if there are any.

    Scripts/check_docs.py BUILD-FOLDER MODULE…

BUILD-FOLDER is what `swift build --show-bin-path` says, after a build of the modules. What conforms to a
protocol may have the protocol's docstring.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def symbols(build: Path, module: str) -> list[dict]:
    """The public symbols of a module as the compiler lists them, extensions of other modules' types included."""
    target = json.loads(subprocess.run(
        ["swiftc", "-print-target-info"], check=True, capture_output=True).stdout)["target"]["triple"]
    maps = [ROOT / "Sources/CPCRE2/module.modulemap", *build.glob("*.build/module.modulemap")]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["swift", "symbolgraph-extract", "-module-name", module, "-I", build / "Modules", "-target", target,
             *(part for path in maps for part in ("-Xcc", f"-fmodule-map-file={path}")),
             "-minimum-access-level", "public", "-skip-synthesized-members", "-output-dir", folder], check=True)
        return [symbol for file in sorted(Path(folder).glob("*.json"))
                for symbol in json.loads(file.read_text())["symbols"]]


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    missing = 0
    for module in sys.argv[2:]:
        found = symbols(Path(sys.argv[1]), module)
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
