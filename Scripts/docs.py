#!/usr/bin/env python3
"""Makes the documentation of all libraries, as pages that any web server can serve.

    Scripts/docs.py BUILD-FOLDER OUTPUT-FOLDER

Articles lie beside the sources, in `Sources/MODULE/MODULE.docc`. A link that leads nowhere fails it.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from symbols import MODULES, ROOT, write_graphs


def convert(build: Path, module: str, archives: Path, known: list[Path]) -> Path:
    """One library's archive. Archives of modules to its left resolve the links to them."""
    archive = archives / f"{module}.doccarchive"
    with tempfile.TemporaryDirectory() as graphs:
        write_graphs(build, module, Path(graphs))
        subprocess.run(
            ["docc", "convert", ROOT / f"Sources/{module}/{module}.docc", "--additional-symbol-graph-dir", graphs,
             "--fallback-display-name", module, "--fallback-bundle-identifier", module, "--warnings-as-errors",
             "--enable-experimental-external-link-support", *(part for path in known for part in ("--dependency", path)),
             "--output-path", archive], check=True)
    return archive


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    build, output = Path(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        archives: list[Path] = []
        for module in MODULES:
            archives.append(convert(build, module, Path(folder), archives))
        shutil.rmtree(output, ignore_errors=True)
        output.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["docc", "merge", *archives, "--synthesized-landing-page-name", "swift-tokens", "-o", output], check=True)


if __name__ == "__main__":
    main()
