#!/usr/bin/env python3
"""Writes the list of all public symbols, a file a module, or compares it with the committed one.

    Scripts/public_api.py BUILD-FOLDER docs/public-api            writes
    Scripts/public_api.py BUILD-FOLDER docs/public-api --check    fails where the list is another

A change of the list is a change of what others build on: it is read like code, and belongs in the changelog.
"""

import difflib
import sys
import tempfile
from pathlib import Path

from symbols import MODULES, read_symbols, write_graphs


def listing(build: Path, module: str) -> str:
    """A line a symbol, `path: declaration`, sorted."""
    with tempfile.TemporaryDirectory() as folder:
        write_graphs(build, module, Path(folder))
        found = read_symbols(Path(folder))
    lines = set()
    for symbol in found:
        declaration = "".join(part["spelling"] for part in symbol["declarationFragments"])
        lines.add(f"{'.'.join(symbol['pathComponents'])}: {' '.join(declaration.split())}")
    return "\n".join(sorted(lines)) + "\n"


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    build, folder = Path(arguments[0]), Path(arguments[1])
    changed = False
    for module in MODULES:
        text, file = listing(build, module), folder / f"{module}.txt"
        if "--check" in sys.argv:
            known = file.read_text() if file.exists() else ""
            difference = list(difflib.unified_diff(
                known.splitlines(), text.splitlines(), str(file), "as built", lineterm="", n=0))
            print("\n".join(difference), end="\n" if difference else "")
            changed = changed or bool(difference)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    if changed:
        sys.exit("The public interface has changed: if that is meant, run 'make public-api' and commit the lists")


if __name__ == "__main__":
    main()
